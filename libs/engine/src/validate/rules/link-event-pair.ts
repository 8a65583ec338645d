import type { EventModel } from '../../parse/model.js';
import { definitionsOf, isIntermediateEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** Links join by name within one level: any number of sources (throw events) to exactly one target (catch event). */
export const linkEventPair: Rule = {
  code: 'link-event-pair',
  section: 'BPMN 2.0.2 §10.5.5',
  severity: 'error',
  check({ scopes }, report) {
    for (const { container } of scopes) {
      const sources = new Map<string, EventModel[]>();
      const targets = new Map<string, EventModel[]>();
      for (const node of container.nodes) {
        if (!isIntermediateEvent(node)) continue;
        for (const { name } of definitionsOf(node, 'link')) {
          const ends = node.type === 'intermediateThrowEvent' ? sources : targets;
          if (name === undefined || name.trim() === '') {
            report(node.id, `${describe(node)} has no link name. Give it the name that the other end of the link has.`);
          } else {
            ends.set(name, [...(ends.get(name) ?? []), node]);
          }
        }
      }
      for (const [name, events] of sources) {
        if (targets.has(name)) continue;
        for (const event of events) {
          report(
            event.id,
            `${describe(event)} links to "${name}", but no link catch event on the same level has that name. Draw the target there, or correct the name.`,
          );
        }
      }
      for (const [name, [first, ...others]] of targets) {
        for (const event of others) {
          report(
            event.id,
            `${describe(event)} is a second target of the link "${name}". Keep one target, or rename this one.`,
          );
        }
        if (first !== undefined && !sources.has(name)) {
          report(
            first.id,
            `${describe(first)} is the target of the link "${name}", but no link throw event on the same level has that name. Draw the source there, or correct the name.`,
          );
        }
      }
    }
  },
};
