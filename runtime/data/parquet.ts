/** Parquet: rows have numbers instead of lines. */
import { columns, findColumns, unified } from './columns.ts';
import { pathLiteral } from './database.ts';
import type { Format } from './formats.ts';

export const parquetSource: Format = async (path, connection) => {
  const source = `read_parquet(${pathLiteral(path)})`;
  const names = (await connection.all(`DESCRIBE FROM ${source}`)).map(([name]) => name as string);
  const fields = findColumns(path, names).map((name) => `"${name.replaceAll('"', '""')}"::VARCHAR`);
  const values = fields.map((field, i) => `${unified(field)} AS ${columns[i]}`);
  return {
    tasks: `SELECT ${fields[columns.indexOf('task')]} FROM ${source}`,
    async fill(connection, { limit }) {
      const end = limit === undefined ? '' : ` LIMIT ${limit}`;
      await connection.run(`CREATE TABLE t.records AS SELECT ${values.join()} FROM ${source}${end}`);
      return { broken: [] };
    },
  };
};
