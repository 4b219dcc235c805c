import { userError } from '../../foundation/errors/index.js';
import { openAppendLog, type AppendLog } from '../../foundation/storage/index.js';

/**
 * Opens a log of JSON lines, or makes it. A last line without its end is cut off, as after a kill.
 *
 * @throws MesocosmError (usage) naming the file and the line that is not JSON.
 */
export async function openRecordLog(path: string): Promise<AppendLog> {
  const { lines } = await openAppendLog(path, { readOnly: true });
  lines.forEach((line, index) => {
    try {
      JSON.parse(line);
    } catch (error) {
      const remedy = 'restore the file from a copy, or remove it to begin anew';
      throw userError({ kind: 'usage', what: `line ${index + 1} is not JSON`, where: path, remedy }, { cause: error });
    }
  });
  return openAppendLog(path);
}
