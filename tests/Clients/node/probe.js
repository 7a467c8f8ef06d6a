// Probes a server with grpc-js: node probe.js <address> <address of a compressing server> <probe.proto>
// Writes "ok <check>" or "failed <check>: <why>" a line; the exit code is the number of failures.
import assert from 'node:assert/strict';
import { credentials, loadPackageDefinition, Metadata, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const [address, compressingAddress, protoFile] = process.argv.slice(2);
const { medrecords } = loadPackageDefinition(loadSync(protoFile, { defaults: true, keepCase: true }));
const connect = (target, options = {}) => new medrecords.probe.Probe(target, credentials.createInsecure(), options);
const client = connect(address);

const soon = () => ({ deadline: Date.now() + 2_000 });
const MiB = 1024 * 1024;

/** Calls a method with one response. */
function unary(method, request, { metadata = new Metadata(), options = {}, from = client, during = () => {} } = {}) {
  return new Promise((resolve) => {
    const result = {};
    const call = from[method](request, metadata, options, (error, response) => Object.assign(result, { error, response }));
    call.on('metadata', (headers) => { result.headers = headers; });
    call.on('status', (end) => resolve(Object.assign(result, { status: end })));
    during(call);
  });
}

/** Reads a stream of responses to its end. */
function collect(call) {
  return new Promise((resolve) => {
    const messages = [];
    call.on('data', (message) => messages.push(message));
    call.on('error', () => {});
    call.on('status', (end) => resolve({ messages, status: end }));
  });
}

const checks = {
  async unary() {
    const { response, status: end } = await unary('Echo', { text: 'hello', blob: Buffer.from('bytes'), count: 3 });
    assert.deepEqual({ ...response }, { text: 'hello', blob: Buffer.from('bytes'), count: 3 });
    assert.equal(end.code, status.OK);
  },

  async 'server streaming'() {
    const { messages, status: end } = await collect(client.Repeat({ text: 'again', count: 100 }));
    assert.deepEqual(messages.map((message) => message.count), [...Array(100).keys()]);
    assert.equal(end.code, status.OK);
  },

  async 'server streaming of nothing'() {
    const { messages, status: end } = await collect(client.Repeat({ count: 0 }));
    assert.equal(messages.length, 0);
    assert.equal(end.code, status.OK);
  },

  async 'client streaming'() {
    const { response } = await unaryStream((call) => {
      for (let i = 0; i < 100; i++) call.write({ text: `${i} ` });
      call.end();
    });
    assert.equal(response.text, [...Array(100).keys()].map((i) => `${i} `).join(''));
  },

  async 'duplex streaming'() {
    const call = client.Converse();
    const seen = [];
    call.write({ count: 0 });
    call.on('data', (message) => {
      seen.push(message.text || message.count);
      if (seen.length < 50) call.write({ count: seen.length });
      else if (seen.length === 50) call.end();
    });
    const end = await new Promise((resolve) => call.on('status', resolve));
    assert.deepEqual(seen, [0, ...Array.from({ length: 49 }, (_, i) => i + 1), 'goodbye']);
    assert.equal(end.code, status.OK);
  },

  async 'every status'() {
    for (let code = 1; code <= 16; code++) {
      const { status: end } = await unary('Fail', { code, detail: 'because' });
      assert.deepEqual([end.code, end.details], [code, 'because']);
    }
  },

  async 'any words'() {
    const detail = '50 % of Ärzte, 患者\nand 🩺';
    const { status: end } = await unary('Fail', { code: 9, detail });
    assert.equal(end.details, detail);
  },

  async 'rich details'() {
    const { status: end } = await unary('Fail', { code: 3, detail: 'rich', rich: true });
    const [details] = end.metadata.get('grpc-status-details-bin');
    assert.ok(Buffer.isBuffer(details) && details.includes('google.rpc.ErrorInfo') && details.includes('PROBED'));
    assert.deepEqual(end.metadata.get('x-also'), ['this']);
  },

  async 'a failure after messages'() {
    const { messages, status: end } = await collect(client.FailLate({ code: 10, detail: 'late', after: 3, rich: true }));
    assert.equal(messages.length, 3);
    assert.deepEqual([end.code, end.details], [10, 'late']);
    assert.equal(end.metadata.get('grpc-status-details-bin').length, 1);
  },

  async 'an exception'() {
    const { status: end } = await unary('Fail', { detail: 'a secret' });
    assert.deepEqual([end.code, end.details], [status.UNKNOWN, 'Exception was thrown by handler.']);
  },

  async 'an unimplemented method'() {
    const { status: end } = await unary('Missing', {});
    assert.equal(end.code, status.UNIMPLEMENTED);
  },

  async 'a deadline'() {
    const { status: end } = await unary('Hang', { text: 'node deadline' }, { options: soon() });
    assert.equal(end.code, status.DEADLINE_EXCEEDED);
  },

  async 'a deadline after a message'() {
    const { messages, status: end } = await collect(client.HangLate({ text: 'node late deadline' }, soon()));
    assert.equal(messages.length, 1);
    assert.equal(end.code, status.DEADLINE_EXCEEDED);
  },

  async cancellation() {
    const call = client.HangLate({ text: 'node cancellation' });
    const ended = collect(call);
    call.once('data', () => call.cancel());
    assert.equal((await ended).status.code, status.CANCELLED);
  },

  async 'large messages'() {
    const blob = Buffer.alloc(3 * MiB, 'x');
    const { response } = await unary('Echo', { blob });
    assert.ok(response.blob.equals(blob));
    const { messages } = await collect(client.Repeat({ blob, count: 5 }));
    assert.ok(messages.length === 5 && messages.every((message) => message.blob.equals(blob)));
  },

  async 'a message too large'() {
    const { status: end } = await unary('Echo', { blob: Buffer.alloc(5 * MiB) });
    assert.equal(end.code, status.RESOURCE_EXHAUSTED);
  },

  async metadata() {
    const metadata = new Metadata();
    metadata.set('x-text', 'plain text');
    metadata.set('x-bytes-bin', Buffer.from([0, 1, 2, 254, 255]));
    const { headers, status: end } = await unary('Reflect', {}, { metadata });
    for (const received of [headers, end.metadata]) {
      assert.deepEqual(received.get('x-text'), ['plain text']);
      assert.deepEqual(received.get('x-bytes-bin'), [Buffer.from([0, 1, 2, 254, 255])]);
    }
  },

  async 'compressed responses'() {
    const compressing = connect(compressingAddress);
    const { response } = await unary('Echo', { text: 'a'.repeat(100_000) }, { from: compressing });
    assert.equal(response.text.length, 100_000);
    compressing.close();
  },

  async 'compressed requests'() {
    const compressing = connect(address, { 'grpc.default_compression_algorithm': 2 });
    const { response } = await unary('Echo', { text: 'a'.repeat(100_000) }, { from: compressing });
    assert.equal(response.text.length, 100_000);
    compressing.close();
  },

  async 'many calls at once'() {
    const results = await Promise.all([...Array(500).keys()].map((count) => unary('Echo', { count })));
    assert.deepEqual(results.map((result) => result.response.count), [...Array(500).keys()]);
  },
};

/** Calls the method with many requests and one response. */
function unaryStream(write) {
  return new Promise((resolve, reject) => {
    const call = client.Gather((error, response) => (error ? reject(error) : resolve({ response })));
    write(call);
  });
}

let failures = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok ${name}`);
  } catch (error) {
    failures++;
    console.log(`failed ${name}: ${String(error.message).replaceAll('\n', ' ')}`);
  }
}
client.close();
process.exitCode = failures;
