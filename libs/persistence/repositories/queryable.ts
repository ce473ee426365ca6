/** What a query needs: a data source, or the entity manager or query runner of a transaction. */
export interface Queryable {
  query<T = unknown>(sql: string, parameters?: unknown[]): Promise<T>;
}
