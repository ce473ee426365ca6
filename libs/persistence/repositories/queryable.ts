/** What a query needs: a data source, or the entity manager or query runner of a transaction. */
export interface Queryable {
  query<T = unknown>(sql: string, parameters?: unknown[]): Promise<T>;
}

/** Rows of an `UPDATE … RETURNING` or `DELETE … RETURNING`, which TypeORM answers together with their count. */
export async function returned<T>(db: Queryable, sql: string, parameters: unknown[]): Promise<T[]> {
  const [rows] = await db.query<[T[], number]>(sql, parameters);
  return rows;
}
