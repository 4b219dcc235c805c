import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { astray } from '../../../src/run/schema-path.js';

const room = z.object({ turns: z.number(), members: z.array(z.string()), last: z.string().nullable() });
const schema = z.object({
  round: z.number(),
  rooms: z.record(z.string(), room),
  offer: z.union([z.object({ price: z.number() }), z.object({ gift: z.string() })]).optional(),
  both: z.intersection(z.object({ a: z.number() }), z.object({ b: z.number() })),
  names: z.custom<readonly string[]>(() => true),
  open: z.looseObject({ known: z.number() }),
  read: z.preprocess((given) => given, z.object({ x: z.number() })).default({ x: 0 }),
  later: z.lazy(() => room),
});

describe('astray', () => {
  it.each([
    'round',
    'rooms.hall.turns',
    'rooms.hall.members.0',
    'rooms.hall.members.length',
    'rooms.hall.last',
    'offer.price',
    'offer.gift',
    'both.a',
    'both.b',
    'names.anything.at.all',
    'open.known',
    'open.other',
    'read.x',
    'later.turns',
  ])('should let a path lead somewhere: %s', (path) => {
    expect(astray(schema, path.split('.'))).toBeUndefined();
  });

  it.each([
    ['rounds', 'rounds', ['round', 'rooms', 'offer', 'both', 'names', 'open', 'read', 'later']],
    ['round.length', 'length', []],
    ['rooms.hall.turn', 'turn', ['turns', 'members', 'last']],
    ['rooms.hall.members.first', 'first', ['0', 'length']],
    ['rooms.hall.last.word', 'word', []],
    ['offer.prize', 'prize', ['price', 'gift']],
    ['both.c', 'c', ['a', 'b']],
    ['open.known.more', 'more', []],
    ['read.y', 'y', ['x']],
    ['later.turn', 'turn', ['turns', 'members', 'last']],
  ])('should say where %s leads nowhere, and what there is', (path, part, available) => {
    expect(astray(schema, path.split('.'))).toEqual({ part, available });
  });
});
