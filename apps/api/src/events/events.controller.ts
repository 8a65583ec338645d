import { Controller, Inject, StreamableFile, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { systemOperations, type InputOf } from '@quanheng/contracts';
import { principalName } from '@quanheng/runtime/ports';
import { seesAll } from '../access/access.js';
import { Gauge } from 'prom-client';
import type { Caller } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import type { ApiConfig } from '../config.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';
import { CONFIG, PARTS, type Parts } from '../parts.js';
import { EventStream } from './event-stream.js';
import { ALL, Listeners, type PageEvent } from './listeners.js';

const { events } = systemOperations;

@Controller()
export class EventsController implements OnModuleInit, BeforeApplicationShutdown {
  private readonly listeners = new Listeners();
  private readonly open = new Set<EventStream>();
  private stopListening: (() => void) | undefined;
  private isEnding = false;

  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'bell' | 'authenticator' | 'metrics'>,
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'heartBeat'>,
    private readonly visibility: Visibility,
  ) {}

  onModuleInit(): void {
    this.stopListening = this.parts.bell.listen((notice) => this.listeners.tell(notice));
    const { open } = this;
    new Gauge({
      name: 'quanheng_event_streams',
      help: 'Pages that listen to this process',
      registers: [this.parts.metrics],
      collect() {
        this.set(open.size);
      },
    });
  }

  /** Before the server closes. */
  beforeApplicationShutdown(): void {
    this.isEnding = true;
    this.stopListening?.();
    for (const stream of this.open) stream.end();
  }

  @Operation(events)
  async listen(@Input() { query }: InputOf<typeof events>, @Context() { caller, request }: RequestContext) {
    if (query.instance !== undefined) await this.visibility.instance(caller, query.instance);
    const stream = new EventStream();
    const stop = this.listeners.add(caller.unit, channelsOf(caller), (event) => {
      if (concerns(event, query.instance)) stream.send(event);
    });
    const beat = setInterval(() => void this.stillThere(stream, request), this.config.heartBeat);
    this.open.add(stream);
    const close = (): void => {
      clearInterval(beat);
      stop();
      this.open.delete(stream);
    };
    stream.once('close', close);
    // What happened while it was away is not kept, so a page that comes back is told to read anew.
    stream.send({ event: request.headers['last-event-id'] === undefined ? 'ready' : 'look-again', data: {} });
    if (this.isEnding) stream.end();
    return new StreamableFile(stream);
  }

  /** A stream outlives neither the session nor the posts it began with: the page connects anew and is asked who it is. */
  private async stillThere(stream: EventStream, request: RequestContext['request']): Promise<void> {
    const before = request.caller;
    const now = await this.parts.authenticator.authenticate(request).catch(() => null);
    if (before === null || now === null || !isSame(before, now)) stream.end();
    else stream.beat();
  }
}

/** A notice says itself who may see what it tells of: who has ceased to hears no more of it, also on a stream opened before. */
function channelsOf(caller: Caller): string[] {
  const own = [principalName(caller.principal), ...caller.offers];
  return [...new Set(seesAll(caller) ? [...own, ALL] : own)];
}

function concerns({ data }: PageEvent, instance: string | undefined): boolean {
  return instance === undefined || data.instance === instance;
}

function isSame(one: Caller, other: Caller): boolean {
  return principalName(one.principal) === principalName(other.principal) && text(one) === text(other);
}
const text = ({ roles, offers }: Caller) => JSON.stringify([[...roles].sort(), [...offers].sort()]);
