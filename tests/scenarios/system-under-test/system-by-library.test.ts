import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { RunnableLambda } from '@langchain/core/runnables';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { describe, expect, it } from 'vitest';
import { heldBy } from '../../support/held-conversations.js';
import {
  conversationsOf,
  scriptedPerson,
  systemUnderTest,
  type SystemMessage,
  type TestedSystem,
} from 'mesocosm/scenarios';

/** What two people heard from a system, and what the run measured. */
async function heard(system: TestedSystem, turns = 1) {
  const scenario = systemUnderTest({ agents: 2, turns }, { system, systemName: 'library' });
  const { events, record } = await heldBy(scenario, { mind: scriptedPerson() });
  const replies = conversationsOf(events).map(({ utterances }) =>
    utterances.filter(({ role }) => role === 'system').map(({ text }) => text),
  );
  const decided = events.find(({ type, agent }) => type === 'decision-made' && agent === 'system-1');
  return { replies, values: record.values, evidence: decided?.data['evidence'] };
}

describe('a system that a library brings', () => {
  it('should be a function that is given the conversation, and may take its time', async () => {
    const given: (readonly SystemMessage[])[] = [];
    const { replies } = await heard(async (messages) => {
      given.push(messages);
      return Promise.resolve(`You wrote ${messages.filter(({ role }) => role === 'user').length} times.`);
    }, 2);

    expect(replies).toEqual(Array(2).fill(['You wrote 1 times.', 'You wrote 2 times.']));
    expect(given.map((messages) => messages.map(({ role }) => role))).toEqual(
      expect.arrayContaining([['user'], ['user', 'assistant', 'user']]),
    );
  });

  it('should be a chain of LangChain, whose messages are those of the conversation', async () => {
    const chain = RunnableLambda.from((messages: SystemMessage[]) => ({ goal: messages[0]?.content ?? '' }))
      .pipe(ChatPromptTemplate.fromMessages([['human', 'He says: {goal}']]))
      .pipe(RunnableLambda.from((prompt: { toChatMessages(): BaseMessage[] }) => prompt.toChatMessages().at(-1)));
    const { replies } = await heard(chain);

    expect(replies.flat().map((text) => text.slice(0, 19))).toEqual(Array(2).fill('He says: I want to '));
  });

  it('should be a chat model of LangChain', async () => {
    const { replies, values } = await heard(new FakeListChatModel({ responses: ['One moment.', 'What is it?'] }));

    expect(replies.flat().toSorted()).toEqual(['One moment.', 'What is it?']);
    expect(values).toMatchObject({ failed_no_reply: 0 });
  });

  it('should have given no reply where a message of LangChain only calls tools', async () => {
    const calls = new AIMessage({ content: '', tool_calls: [{ id: 'a', name: 'look_up', args: {} }] });

    expect((await heard(RunnableLambda.from(() => calls))).values).toMatchObject({ failed_no_reply: 1 });
  });

  it('should have its long replies cut, not taken for none', async () => {
    const { replies, values, evidence } = await heard(() => `${'a'.repeat(1999)}😀 and much more`);

    expect(replies).toEqual(Array(2).fill(['a'.repeat(1999)]));
    expect(values).toMatchObject({ failed_no_reply: 0 });
    expect(evidence).toEqual({ asked: 'as messages; 2015 characters came, cut to 1999' });
  });
});
