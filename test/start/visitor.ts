import { OPERATIONS, pathOf, type OperationShape } from '@quanheng/contracts';

type Json = Record<string, unknown>;
interface Sent {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Somebody who uses the product over HTTP as a browser does: with a cookie, and a token against forgery. */
export class Visitor {
  private headers: Record<string, string> = {};

  constructor(private readonly url: string) {}

  /** Gives the status: 201 when it was right. */
  async signIn(login: string, password: string): Promise<number> {
    const { method, path } = OPERATIONS.signIn;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    const { csrfToken } = (await response.json()) as { csrfToken?: string };
    const cookie = response.headers.getSetCookie().map((each) => each.split(';', 1)[0] ?? '');
    this.headers = { cookie: cookie.join('; '), 'x-csrf-token': csrfToken ?? '' };
    return response.status;
  }

  /** @throws with the answer when it is no success. */
  async call(shape: OperationShape, { params = {}, query = {}, body }: Sent = {}): Promise<Json> {
    const search = new URLSearchParams(query).toString();
    const response = await fetch(`${this.url}/api/v1${pathOf(shape, params)}${search === '' ? '' : `?${search}`}`, {
      method: shape.method,
      headers: { ...this.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${shape.id}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Json;
  }

  /** Reads what is no JSON, below `/api/v1`. */
  fetch(path: string): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, { headers: this.headers });
  }

  /** A file that is that paper of the process. */
  async attach(instance: string, name: string, evidence: string): Promise<void> {
    const { method } = OPERATIONS.attachFile;
    const search = new URLSearchParams({ name, evidence }).toString();
    const path = pathOf(OPERATIONS.attachFile, { instance });
    const response = await fetch(`${this.url}/api/v1${path}?${search}`, {
      method,
      headers: { ...this.headers, 'content-type': 'application/octet-stream' },
      body: `${name}: demonstration`,
    });
    if (!response.ok) throw new Error(`attachFile: ${response.status} ${await response.text()}`);
  }

  /** Completes the one item of this instance in the inbox; gives its name. */
  async completeOpenItem(instance: string, variables: Json = {}, verified: readonly string[] = []): Promise<string> {
    const items = await this.openItems();
    const own = items.find((each) => each.instance === instance);
    if (own === undefined) throw new Error(`There is no open item of ${instance} among ${JSON.stringify(items)}`);
    // An act of a control is answered, not filled in.
    const body = own.item.includes('#') ? { outcome: 'approve', verified: [...verified] } : { variables };
    await this.call(OPERATIONS.completeItem, { params: { instance, item: own.item }, body });
    return own.name;
  }

  async hasOpenItem(instance: string): Promise<boolean> {
    return (await this.openItems()).some((each) => each.instance === instance);
  }

  private async openItems(): Promise<{ instance: string; item: string; name: string }[]> {
    const inbox = await this.call(OPERATIONS.listItems, { query: { box: 'open' } });
    return inbox.items as { instance: string; item: string; name: string }[];
  }
}
