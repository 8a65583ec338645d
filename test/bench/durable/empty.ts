import { median, SAMPLES } from '../measure.js';
import type { SignedIn } from './http-api.js';
import { runClients } from './load.js';

/** What the API itself costs: requests of people who have signed in that change nothing and ask the database nearly nothing. */
export interface EmptyResult {
  readonly name: `http-empty-${number}`;
  readonly value: number;
  readonly unit: 'requests/s';
  readonly p99: number;
}

const REQUESTS = 6_000;

export async function emptyRequests(people: readonly SignedIn[]): Promise<EmptyResult> {
  const samples: { readonly rate: number; readonly p99: number }[] = [];
  for (let i = -1; i < SAMPLES; i++) {
    const sample = await runClients(people.length, REQUESTS, async (client, timed) => {
      await timed(people[client]?.look() ?? Promise.reject(new Error(`there is no client ${client}`)));
    });
    if (i >= 0) samples.push(sample); // the first one only warms up
  }
  const [value, p99] = [median(samples.map(({ rate }) => rate)), median(samples.map((each) => each.p99))];
  return { name: `http-empty-${people.length}`, value, unit: 'requests/s', p99 };
}
