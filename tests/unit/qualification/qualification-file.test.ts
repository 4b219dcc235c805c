import { writeFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findQualification,
  qualificationPath,
  qualify,
  writeQualification,
  type Qualification,
} from '../../../src/qualification/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { perfect, subjectModel } from '../../support/qualification-subjects.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

async function example(): Promise<Qualification> {
  const reply = await qualify({ model: subjectModel(perfect), version: '0', clock: fakeClock(), quick: true });
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}

describe('a qualification file', () => {
  it('should be found again by the fingerprint of the model', async () => {
    const root = folder();
    const qualification = await example();
    await writeQualification(qualificationPath('scripted:perfect', root), qualification);

    expect(await findQualification('scripted:perfect', root)).toEqual(qualification);
    expect(await findQualification('scripted:other', root)).toBeNull();
  });

  it('should stay within its folder, whatever a fingerprint says', () => {
    expect(qualificationPath('../../x', '/cache/q')).toBe('/cache/q/.._.._x.json');
  });

  it('should be refused by name where it is about another model', async () => {
    const root = folder();
    await writeQualification(qualificationPath('mine', root), await example());

    await expect(findQualification('mine', root)).rejects.toThrow(
      /mine\.json.*about another model, perfect with the fingerprint scripted:perfect/s,
    );
  });

  it('should be read where it was written before stances and gains were kept', async () => {
    const root = folder();
    const { elicitation, forms, curve, ...rest } = await example();
    const older = {
      ...rest,
      elicitation: { form: elicitation.form, person: elicitation.person },
      forms: forms.map(({ name, form, person, mass, score }) => ({ name, form, person, mass, score })),
      curve: curve.map(({ x, p }) => ({ x, p })),
    };
    writeFileSync(qualificationPath('scripted:perfect', root), JSON.stringify(older));

    expect((await findQualification('scripted:perfect', root))?.elicitation).toEqual(elicitation);
  });

  it('should be refused by name where it is damaged', async () => {
    const root = join(folder(), 'q');
    mkdirSync(root);
    writeFileSync(join(root, 'f.json'), '{"formatVersion": 1}');

    await expect(findQualification('f', root)).rejects.toThrow(/f\.json.*kind/s);
  });
});
