import { deploymentOperations, type AnonymousOrganisation } from '@quanheng/contracts';
import type { Finding } from '@quanheng/engine';
import type { DrawingRequest } from '@quanheng/policy';
import { useEffect, useRef, useState } from 'react';
import { useRead } from '../../../api/hooks.js';
import { useTroubleTexts } from '../../../parts/trouble/texts.js';
import { Judge } from './judge.js';

/** Milliseconds without another judgement before it is asked: who goes on drawing need not share the processor with it. */
const QUIET = 400;

export interface Staffing {
  /** Of the last drawing that was asked about. */
  readonly findings: readonly Finding[];
  /** Why it could not be judged. */
  readonly failure: string | null;
}

/**
 * Asks whether there is anybody in the present organisation to do what is drawn. In a thread of its own and only of drawings that were judged otherwise, so that nothing waits for
 * it; of what is drawn meanwhile it takes the last.
 */
export function useStaffing(drawing: DrawingRequest | null): Staffing {
  const sayTrouble = useTroubleTexts();
  const { data: organisation, error } = useRead(deploymentOperations.readAnonymousOrganisation, {});
  const [staffing, setStaffing] = useState<Staffing>(NOTHING);
  const asker = useRef<Asker | null>(null);

  useEffect(() => {
    if (organisation === undefined) return undefined;
    const own = new Asker(organisation, setStaffing);
    asker.current = own;
    return () => own.end();
  }, [organisation]);
  useEffect(() => {
    if (drawing === null) return undefined;
    const timer = setTimeout(() => asker.current?.ask(drawing), QUIET);
    return () => clearTimeout(timer);
  }, [drawing, organisation]);
  return error === null ? staffing : { ...staffing, failure: sayTrouble(error.code) };
}
const NOTHING: Staffing = { findings: [], failure: null };

/** Asks about one drawing at a time. */
class Asker {
  private readonly judge: Judge;
  private next: DrawingRequest | null = null;
  private isBusy = false;
  private isGone = false;

  constructor(
    organisation: AnonymousOrganisation,
    private readonly tell: (staffing: Staffing) => void,
  ) {
    this.judge = new Judge(organisation);
  }

  ask(drawing: DrawingRequest): void {
    this.next = drawing;
    if (!this.isBusy) void this.work();
  }

  end(): void {
    this.isGone = true;
    this.judge.end();
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    for (let drawing = this.take(); drawing !== null; drawing = this.take()) {
      const staffing = await this.answer(drawing);
      if (!this.isGone) this.tell(staffing);
    }
    this.isBusy = false;
  }

  private take(): DrawingRequest | null {
    const { next } = this;
    this.next = null;
    return this.isGone ? null : next;
  }

  private async answer(drawing: DrawingRequest): Promise<Staffing> {
    try {
      return { findings: await this.judge.staff(drawing), failure: null };
    } catch (error) {
      return { findings: [], failure: error instanceof Error ? error.message : String(error) };
    }
  }
}
