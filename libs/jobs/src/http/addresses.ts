import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A host that may be called: `host`, or `host:port` for that port alone. `private`: also where it has a private address. */
export interface AllowedHost {
  readonly host: string;
  readonly private?: boolean;
}

/** The call would leave what is allowed. */
export class HostRefused extends Error {
  override readonly name = 'HostRefused';
}

/** Addresses that are not public (RFC 6890, RFC 4193, RFC 4291), with those that hold an IPv4 address in an IPv6 one. */
const RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];
/** By family, because a list that holds the range of embedded IPv4 addresses finds every IPv4 address in it. */
const NOT_PUBLIC = { ipv4: blockList('ipv4'), ipv6: blockList('ipv6') };

/** Which hosts may be called. */
export class AllowList {
  private readonly hosts = new Map<string, AllowedHost>();

  /** @throws Error when an entry is not a host, or `host:port`. */
  constructor(hosts: readonly AllowedHost[]) {
    for (const entry of hosts) {
      const url = URL.canParse(`http://${entry.host}`) ? new URL(`http://${entry.host}`) : null;
      const plain = url !== null && url.pathname === '/' && url.username === '' && url.search === '' && url.hash === '';
      if (!plain || /[*\s/]/.test(entry.host)) {
        throw new Error(`"${entry.host}" is not a host that can be allowed: name it as host or host:port.`);
      }
      // `URL` leaves out port 80, which http:// has anyway and https:// has not.
      const port = /:(\d+)$/.exec(entry.host)?.[1];
      this.hosts.set(port === undefined ? url.hostname : `${url.hostname}:${Number(port)}`, entry);
    }
  }

  /** The entry that allows it. @throws HostRefused */
  check(url: URL): AllowedHost {
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    const entry = this.hosts.get(`${url.hostname}:${port}`) ?? this.hosts.get(url.hostname);
    if (entry === undefined) throw new HostRefused(`Host ${url.host} is not on the list of allowed hosts.`);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0) this.checkAddress(entry, literal);
    return entry;
  }

  /** Resolves names for a connection, and refuses addresses that are not public: at the moment of connecting, so a name cannot change in between. */
  lookupFor(entry: AllowedHost): LookupFunction {
    return (hostname, options, callback) => {
      resolve(hostname, { ...options, all: true }, (error, found) => {
        if (error !== null) {
          callback(error, '');
          return;
        }
        try {
          for (const { address } of found) this.checkAddress(entry, address);
        } catch (refused) {
          callback(refused as Error, '');
          return;
        }
        const [first] = found;
        if (options.all === true) callback(null, found);
        else callback(null, first?.address ?? '', first?.family);
      });
    };
  }

  private checkAddress(entry: AllowedHost, address: string): void {
    if (entry.private === true) return;
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (NOT_PUBLIC[family].check(address, family)) {
      throw new HostRefused(`Host ${entry.host} has a private address, and is not allowed to have one.`);
    }
  }
}

function blockList(family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of RANGES.filter((each) => each.includes(':') === (family === 'ipv6'))) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
