import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CarriedBinding } from '../catalogue/index.js';
import { readProfile, underBinding } from './index.js';

const FOLDER = join(__dirname, '../../../../processes/profiles');
const profile = (name: string) => {
  const { profile } = readProfile(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
  if (profile === undefined) throw new Error(`${name} is no profile`);
  return profile;
};
const BINDING: CarriedBinding = {
  ...{ power: 'P1', riskLevel: 'low', profile: 'reimbursement', document: '职权目录〔2026〕1号' },
  powerItem: { name: '差旅费报销', legalBasis: [{ article: '差旅费办法', mark: null }], responsibleSubject: 'FIN' },
  descriptors: { conditions: '有预算', posts: ['clerk', 'cashier'], procedure: '申请、支付', disclosure: '本单位' },
  complaintChannel: '纪检监察组',
  nonDisclosureGround: '内部事务信息',
};

test('what the catalogue says of a process counts before the profile', () => {
  const merged = underBinding(profile('reimbursement'), BINDING);
  expect(merged.riskLevel).toBe('low');
  expect(merged.power).toMatchObject({
    item: { name: '差旅费报销', legalBasis: [{ article: '差旅费办法', mark: 'R' }], status: 'inForce' },
    descriptors: { posts: 'clerk、cashier' },
    ...{ complaintChannel: '纪检监察组', disclosure: { ground: '内部事务信息' }, majorFour: null },
  });
});

test('a category that the catalogue names is one whatever the profile says; without one the profile counts', () => {
  expect(underBinding(profile('reimbursement'), { ...BINDING, majorFour: 'funds' }).power.majorFour).toEqual({
    ...{ category: 'funds', matter: '差旅费报销', floor: null },
    basis: [{ article: '差旅费办法', mark: 'R', for: [] }],
  });
  const { majorFour } = profile('major-decision').power;
  expect(underBinding(profile('major-decision'), BINDING).power.majorFour).toEqual(majorFour);
  expect(underBinding(profile('major-decision'), { ...BINDING, majorFour: 'project' }).power.majorFour).toEqual({
    ...majorFour,
    category: 'project',
  });
});

test('what is disclosed, and when', () => {
  const { nonDisclosureGround: _ground, ...rest } = BINDING;
  const disclosureItems = [{ name: '报销金额', dueWorkingDays: 5 }];
  expect(underBinding(profile('reimbursement'), { ...rest, disclosureItems }).power.disclosure).toEqual({
    items: disclosureItems,
  });
});
