import type { Queries } from './ports/index.js';
import { OrganisationIndex } from '@quanheng/policy';

/** Where the cache reads from. */
export type FactSource = Pick<Queries, 'facts'>;

/** Versions of a unit that commands under way may still be decided under; they share nearly everything. */
const VERSIONS_KEPT = 8;

/**
 * The organisation at the versions in use. A unit is loaded in full once, then by what has changed; questions that come at the same time share one
 * load. A failed load is forgotten, so that the next question tries again.
 */
export class OrganisationCache {
  private readonly units = new Map<string, Map<number, Promise<OrganisationIndex>>>();

  constructor(
    private readonly source: FactSource,
    private readonly versionsKept = VERSIONS_KEPT,
  ) {}

  /** The organisation of a unit at a version, which must have been committed. */
  view(unit: string, version: number): Promise<OrganisationIndex> {
    const views = this.viewsOf(unit);
    const known = views.get(version);
    if (known) return known;
    const loading = this.load(unit, version, nearestBelow(views, version));
    views.set(version, loading);
    loading.catch(() => {
      if (views.get(version) === loading) views.delete(version);
    });
    this.forgetOldest(views);
    return loading;
  }

  /** Takes in a version that was worked out here and has been committed. */
  add(view: OrganisationIndex): void {
    const views = this.viewsOf(view.unit);
    if (views.has(view.version)) return;
    views.set(view.version, Promise.resolve(view));
    this.forgetOldest(views);
  }

  private async load(
    unit: string,
    version: number,
    nearest: Promise<OrganisationIndex> | undefined,
  ): Promise<OrganisationIndex> {
    // A nearest version that could not be loaded is no reason to fail: its own caller learns of it.
    const base = (await nearest?.catch(() => undefined)) ?? OrganisationIndex.empty(unit);
    return base.with(version, await this.source.facts(unit, base.version, version));
  }

  private viewsOf(unit: string): Map<number, Promise<OrganisationIndex>> {
    let views = this.units.get(unit);
    if (!views) this.units.set(unit, (views = new Map<number, Promise<OrganisationIndex>>()));
    return views;
  }

  /** Lowest versions go first: commands are decided under the newest, only those begun before ask for older ones. */
  private forgetOldest(views: Map<number, Promise<OrganisationIndex>>): void {
    const versions = [...views.keys()].sort((one, other) => one - other);
    for (const version of versions.slice(0, Math.max(0, versions.length - this.versionsKept))) views.delete(version);
  }
}

function nearestBelow(
  views: ReadonlyMap<number, Promise<OrganisationIndex>>,
  version: number,
): Promise<OrganisationIndex> | undefined {
  const below = [...views.keys()].filter((known) => known < version);
  return below.length === 0 ? undefined : views.get(Math.max(...below));
}
