/** A text in both languages of the product. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}
export interface RoleDescription extends BothLanguages {
  /** Posts give roles to the persons who hold them; `account`: every account of an external worker has it, and no post may give it. */
  readonly of: 'post' | 'account';
  readonly may: BothLanguages;
}

/**
 * What somebody may do with the product itself. Business roles (`FIN_AUDITOR`, `PROC_HEAD`) are the unit's own and need no line here: see
 * `BUSINESS_ROLE`. The three administrators are those of 三员分立 (domain reference §3.2, 系统).
 */
export const ROLES = {
  staff: {
    of: 'post',
    zh: '工作人员',
    en: 'staff',
    may: { zh: '发起流程，办理待办', en: 'start processes and do the work offered' },
  },
  designer: {
    of: 'post',
    zh: '流程设计员',
    en: 'designer',
    may: { zh: '设计并部署流程', en: 'draw and deploy processes' },
  },
  publisher: {
    of: 'post',
    zh: '流程发布员',
    en: 'publisher',
    may: { zh: '审核并发布他人部署的流程', en: 'examine and publish what others deployed' },
  },
  catalogueOwner: {
    of: 'post',
    zh: '职权目录管理员',
    en: 'owner of the power catalogue',
    may: {
      zh: '维护职权目录、限额标准、工作日历和单位规则',
      en: 'keep the power catalogue, thresholds, calendars and rules of the unit',
    },
  },
  operator: {
    of: 'post',
    zh: '运维操作员',
    en: 'operator',
    may: { zh: '处理异常、作业和定时器', en: 'deal with incidents, jobs and timers' },
  },
  systemAdministrator: {
    of: 'post',
    zh: '系统管理员',
    en: 'system administrator',
    may: { zh: '维护人员、部门、岗位和账号', en: 'keep persons, departments, posts and accounts' },
  },
  securityAdministrator: {
    of: 'post',
    zh: '安全保密管理员',
    en: 'security administrator',
    may: { zh: '授予岗位和角色，重置口令', en: 'give posts and roles, reset passwords' },
  },
  auditor: {
    of: 'post',
    zh: '安全审计员',
    en: 'auditor',
    may: { zh: '查看全部留痕，不作任何变更', en: 'read every record and change nothing' },
  },
  worker: {
    of: 'account',
    zh: '外部作业程序',
    en: 'external worker',
    may: { zh: '领取并完成作业', en: 'fetch and complete jobs' },
  },
} as const satisfies Record<string, RoleDescription>;
export type RoleCode = keyof typeof ROLES;

/** 三员: three different natural persons, none of whom acts in a business process. */
export const ADMINISTRATOR_ROLES = ['systemAdministrator', 'securityAdministrator', 'auditor'] as const;
export type AdministratorRole = (typeof ADMINISTRATOR_ROLES)[number];

export function isAdministratorRole(role: string): role is AdministratorRole {
  return (ADMINISTRATOR_ROLES as readonly string[]).includes(role);
}

/** Roles that no person holds at the same time: whoever draws a process does not say which rules it is under. */
export const INCOMPATIBLE_ROLES = [['designer', 'catalogueOwner']] as const satisfies readonly (readonly [
  RoleCode,
  RoleCode,
])[];

/** Codes of a unit's own business roles, told from the product's by their capitals: `APPLICANT`, `FIN_AUDITOR`. */
export const BUSINESS_ROLE = /^[A-Z][A-Z0-9_]{1,63}$/;

/** What business roles that most units have are called; those of a unit's own are called by the posts that have them. */
const USUAL_ROLES: Readonly<Record<string, BothLanguages>> = {
  APPLICANT: { zh: '经办人', en: 'applicant' },
  BIZ_HEAD: { zh: '部门负责人', en: 'head of department' },
  PROC_OFFICER: { zh: '采购经办', en: 'purchasing officer' },
  PROC_HEAD: { zh: '采购归口部门负责人', en: 'head of purchasing' },
  PM: { zh: '项目负责人(甲方代表)', en: 'project manager' },
  INFRA_HEAD: { zh: '基建部门负责人', en: 'head of infrastructure' },
  FIN_AUDITOR: { zh: '财务审核岗', en: 'finance auditor' },
  FIN_HEAD: { zh: '财务部门负责人', en: 'head of finance' },
  CASHIER: { zh: '出纳', en: 'cashier' },
  BOOKKEEPER: { zh: '会计(记账)', en: 'bookkeeper' },
  FIN_CHECKER: { zh: '稽核', en: 'internal checker' },
  ASSET_OFFICER: { zh: '资产管理员', en: 'asset officer' },
  ASSET_HEAD: { zh: '资产部门负责人', en: 'head of assets' },
  LEGAL: { zh: '法务', en: 'legal adviser' },
  AUDIT: { zh: '内部审计', en: 'internal audit' },
  HR_ORG: { zh: '组织(人事)部门', en: 'personnel' },
  DISC: { zh: '纪检监察', en: 'discipline inspection' },
  VICE_BIZ: { zh: '分管业务领导', en: 'leader in charge of business' },
  VICE_FIN: { zh: '分管财务领导', en: 'leader in charge of finance' },
  VICE_INFRA: { zh: '分管基建领导', en: 'leader in charge of infrastructure' },
  VICE_PROC: { zh: '分管采购领导', en: 'leader in charge of purchasing' },
  VICE_PARTY: { zh: '分管党务领导', en: 'leader in charge of party affairs' },
  CHIEF: { zh: '主要负责人', en: 'chief leader' },
  OFFICE: { zh: '办公室', en: 'office' },
  DISCLOSE: { zh: '信息公开机构', en: 'disclosure office' },
};

/** Roles that a post may give and that have a name: those of the product, then those that most units have. */
export const POST_ROLES: readonly string[] = [
  ...Object.entries(ROLES).flatMap(([code, { of }]) => (of === 'post' ? [code] : [])),
  ...Object.keys(USUAL_ROLES),
];

/** What a role is called; null: it is one of a unit's own, or a duty. */
export function roleNames(code: string): BothLanguages | null {
  if (Object.hasOwn(ROLES, code)) return ROLES[code as RoleCode];
  return Object.hasOwn(USUAL_ROLES, code) ? (USUAL_ROLES[code] ?? null) : null;
}

/** A duty that comes with a post, by its code in the pairs of incompatible duties: `duty:CASHIER`. */
export const DUTY_ROLE = /^duty:[A-Z][A-Z0-9_]{1,63}$/;

/** True for what a post may give: a business role, a duty, or a role of the product that is not an account's. */
export function isPostRole(code: string): boolean {
  if (BUSINESS_ROLE.test(code) || DUTY_ROLE.test(code)) return true;
  return Object.hasOwn(ROLES, code) && ROLES[code as RoleCode].of === 'post';
}
