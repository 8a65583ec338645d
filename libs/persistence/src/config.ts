/** Where the data is: one file, or a server that speaks the protocol of MySQL. */
export type DatabaseConfig = SqliteConfig | MysqlConfig;

export interface SqliteConfig {
  readonly type: 'sqlite';
  /** Path of the database file; its folder is made. */
  readonly file: string;
}
/** MariaDB 10.6 or later, MySQL 8, or a cluster compatible with either. */
export interface MysqlConfig {
  readonly type: 'mysql';
  /** `mysql://user:password@host:port/database`. */
  readonly url: string;
  /** Transactions side by side; default 8. Two more connections serve questions. */
  readonly pool?: number;
  /** Verifies the server's certificate with this CA (PEM). Absent: no TLS. */
  readonly ca?: string;
}
