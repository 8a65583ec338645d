import { z } from 'zod';
import { anonymousOrganisationSchema } from './anonymous-organisation.js';
import { operation } from './operation.js';
import { TEXTS_DOCUMENT } from './texts.js';
import {
  acceptedSchema,
  commandQuery,
  digestSchema,
  idSchema,
  keySchema,
  lineSchema,
  momentSchema,
  momentText,
  pageOf,
  pageQuery,
} from './values.js';

const AUTHORS = ['designer', 'publisher', 'operator', 'auditor'] as const;

/** Documents of a deployment. */
export const DEPLOYMENT_LIMITS = { resources: 100, text: 8_000_000, name: 200 } as const;

const resourceName = z
  .string()
  .max(DEPLOYMENT_LIMITS.name)
  .regex(new RegExp(`^(?:[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]*\\.(?:bpmn|dmn|form)|${TEXTS_DOCUMENT})$`, 'u'), {
    error: 'a file name without folders that ends in .bpmn, .dmn or .form, or texts.LANGUAGE.json',
  });

const definitionStatus = z
  .enum(['draft', 'scheduled', 'published', 'retired'])
  .describe('scheduled: published, and not yet in effect');

const deployment = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    at: momentSchema,
    by: z.string(),
    publishedAt: momentSchema.nullable().describe('When it took effect, or will'),
    publishedBy: z.string().nullable(),
  })
  .meta({ id: 'Deployment' });

const definition = z
  .strictObject({
    digest: z.string(),
    process: z.string(),
    version: z.int(),
    name: z.string(),
    deployment: z.string(),
    resource: z.string(),
    status: definitionStatus,
  })
  .meta({ id: 'Definition' });

/** As `processes/profiles/profile.schema.json` says; whoever reads it checks it by that schema. */
const profile = z.record(z.string(), z.unknown()).meta({ id: 'Profile' });

const deploymentParams = z.strictObject({ deployment: idSchema });
const definitionParams = z.strictObject({ definition: digestSchema });

export const deploymentOperations = {
  deploy: operation({
    id: 'deploy',
    method: 'POST',
    path: '/deployments',
    tag: 'deployments',
    summary: 'Store documents that belong together, all or none',
    detail:
      'A draft: what is wrong with the documents comes back as findings, with those of the rules about power that would refuse publication; what is right can be published by another person.',
    access: 'signedIn',
    query: commandQuery,
    body: z.strictObject({
      name: lineSchema,
      resources: z
        .array(z.strictObject({ name: resourceName, text: z.string().min(1).max(DEPLOYMENT_LIMITS.text) }))
        .min(1)
        .max(DEPLOYMENT_LIMITS.resources),
    }),
    bodyLimit: 'deployment',
    result: acceptedSchema,
    status: 201,
    command: true,
  }),
  listDeployments: operation({
    id: 'listDeployments',
    method: 'GET',
    path: '/deployments',
    tag: 'deployments',
    summary: 'Deployments, newest first',
    access: AUTHORS,
    query: z.strictObject(pageQuery),
    result: pageOf(deployment),
  }),
  readDeployment: operation({
    id: 'readDeployment',
    method: 'GET',
    path: '/deployments/{deployment}',
    tag: 'deployments',
    summary: 'A deployment with its documents and definitions',
    access: AUTHORS,
    params: deploymentParams,
    result: deployment.extend({
      resources: z.array(
        z.strictObject({ name: z.string(), kind: z.enum(['bpmn', 'dmn', 'form', 'texts']), digest: z.string() }),
      ),
      definitions: z.array(definition),
    }),
  }),
  readResource: operation({
    id: 'readResource',
    method: 'GET',
    path: '/deployments/{deployment}/resources/{name}',
    tag: 'deployments',
    summary: 'The text of one document',
    access: AUTHORS,
    params: z.strictObject({ deployment: idSchema, name: resourceName }),
    produces: 'text/plain; charset=utf-8',
  }),
  readDesignBasis: operation({
    id: 'readDesignBasis',
    method: 'GET',
    path: '/design-basis',
    tag: 'deployments',
    summary: 'What a drawing is judged by while it is drawn',
    detail:
      'Profiles of the installation, those of the processes that are bound, as they hold for them, and what handlers do that is governed.',
    // Whoever binds a process chooses the profile.
    access: [...AUTHORS, 'catalogueOwner'],
    result: z.strictObject({
      profiles: z.array(z.strictObject({ name: z.string(), profile })),
      bindings: z.array(z.strictObject({ process: z.string(), profile })),
      handlers: z.array(z.strictObject({ name: z.string(), effect: z.string().nullable() })),
    }),
  }),
  readAnonymousOrganisation: operation({
    id: 'readAnonymousOrganisation',
    method: 'GET',
    path: '/design-basis/organisation',
    tag: 'deployments',
    summary: 'Over whom it is judged, while a process is drawn, whether there is anybody to do it',
    detail:
      'The present organisation without the people: how many hold which posts. Whoever has other people in the same posts gets the same answer. Relations (利害关系) are not among it; what they come to is told when the process is deployed.',
    access: AUTHORS,
    result: anonymousOrganisationSchema,
  }),
  publish: operation({
    id: 'publish',
    method: 'POST',
    path: '/deployments/{deployment}/publish',
    tag: 'deployments',
    summary: 'Make the processes of a deployment runnable',
    detail:
      'By another person than the one who deployed it. Refused with PUBLISH_FINDINGS while the drawing says about power what it cannot mean, or breaks a rule of the profile that it is bound to.',
    access: 'signedIn',
    params: deploymentParams,
    query: commandQuery.extend({
      legalityCheck: digestSchema
        .exactOptional()
        .describe(
          'SHA-256 of the opinion of the legality check (合法性审查), where the profile of the process asks for one',
        ),
      from: momentText
        .exactOptional()
        .describe('When it takes effect, in milliseconds since the epoch, at most 400 days ahead; absent: at once'),
    }),
    result: acceptedSchema,
    command: true,
  }),
  withdrawPublication: operation({
    id: 'withdrawPublication',
    method: 'POST',
    path: '/deployments/{deployment}/withdraw-publication',
    tag: 'deployments',
    summary: 'Take back a publication that has not taken effect yet',
    detail: 'By a publisher, with the reason. What was to be published waits for it again.',
    access: 'signedIn',
    params: deploymentParams,
    query: commandQuery,
    body: z.strictObject({ reason: lineSchema }),
    result: acceptedSchema,
    command: true,
  }),
};

const expectedStep = z
  .strictObject({
    activity: z.string(),
    act: z.string(),
    name: z.string(),
    offers: z
      .array(z.string())
      .describe('Keys such as `post:p1`, of which `GET /desk/names` tells the names; `unit`: everybody in business'),
    isOpen: z.boolean().describe('Some of those it is offered to are named only by what is filled in later'),
    persons: z.array(z.string()).describe('Ids of some who could act'),
    more: z.boolean().describe('There are more of them'),
  })
  .meta({ id: 'ExpectedStep' });

export const definitionOperations = {
  listDefinitions: operation({
    id: 'listDefinitions',
    method: 'GET',
    path: '/definitions',
    tag: 'definitions',
    summary: 'Versions of processes, newest first',
    detail: 'Drafts and retired versions are shown to designers, publishers, operators and auditors.',
    access: 'person',
    query: z.strictObject({
      ...pageQuery,
      process: keySchema.exactOptional(),
      status: definitionStatus.exactOptional(),
    }),
    result: pageOf(definition),
  }),
  readDefinition: operation({
    id: 'readDefinition',
    method: 'GET',
    path: '/definitions/{definition}',
    tag: 'definitions',
    summary: 'One version of a process',
    access: 'person',
    params: definitionParams,
    result: definition,
  }),
  readDefinitionXml: operation({
    id: 'readDefinitionXml',
    method: 'GET',
    path: '/definitions/{definition}/xml',
    tag: 'definitions',
    summary: 'The document as it was deployed: BPMN with its diagram',
    access: 'person',
    params: definitionParams,
    produces: 'application/xml; charset=utf-8',
  }),
  readExpectedSteps: operation({
    id: 'readExpectedSteps',
    method: 'GET',
    path: '/definitions/{definition}/expected',
    tag: 'definitions',
    summary: 'Who will probably act, if the signed-in person starts it now',
    detail:
      'All steps in the order of the drawing, those of called processes too. What is filled in and how steps end decide through which of them a matter goes.',
    access: 'person',
    params: definitionParams,
    result: z.strictObject({ steps: z.array(expectedStep) }),
  }),
  retire: operation({
    id: 'retire',
    method: 'POST',
    path: '/definitions/{definition}/retire',
    tag: 'definitions',
    summary: 'No further instances of this version',
    detail: 'Running ones go on.',
    access: 'signedIn',
    params: definitionParams,
    query: commandQuery,
    result: acceptedSchema,
    command: true,
  }),
};
