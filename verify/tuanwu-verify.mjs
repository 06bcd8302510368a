#!/usr/bin/env node
/*
 * Verifies an export of tuanwu's log, or the bundle of one case: no database, no network, no package; Node.js 20 or newer and this file.
 *
 *   node tuanwu-verify.mjs log.ndjson --key "tuanwu.log/rfc6962-sha256/...+1a2b3c4d+A..." --held checkpoint.txt
 *   node tuanwu-verify.mjs log.ndjson --printed "20852163 0ac5-186a-9186-3e8e-1d90-c808-014a-a89b-f5da-8e3e"
 *   node tuanwu-verify.mjs case.ndjson --key ... [--papers folder-with-the-papers]
 *
 * --key      the log's verifier key, from a paper or a letter. Without it the keys in the file are taken, which proves only that the file agrees with itself.
 * --held     a file with a signed checkpoint that you kept: what the log was then, it must still begin with.
 * --printed  the same from the foot of a paper: size and the first 160 bits of the root.
 * --stamps   also check the stamp of every entry, not only where something does not fit (slow, says nothing more about entries).
 * --json     the report as JSON.
 * Each may be given several times. Exit: 0 whole, 1 something was altered, 2 the file cannot be read.
 *
 * The format is in docs/evidence.md: lines of canonical JSON (RFC 8785), leaves H(0x00 || entry), nodes H(0x01 || left || right) as in RFC 6962,
 * checkpoints as in c2sp.org/tlog-checkpoint, and for each entry a stamp: the log's signature over its number and leaf.
 */
import { createPublicKey, hash as digestOf, verify } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// ---- bytes and hashes

const sha256 = (...parts) =>
  digestOf('sha256', Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))), 'buffer');
const [LEAF, NODE] = [Buffer.of(0), Buffer.of(1)];
const nodeHash = (left, right) => sha256(NODE, left, right);
const bytes = (base64) => Buffer.from(String(base64), 'base64');
const leafHash = (entry) => sha256(LEAF, canonical(entry));

/** JSON with sorted keys and no white space. */
export const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
};

/** The root of a growing list of leaves: perfect subtrees, largest first. */
class Tree {
  parts = [];
  add(hash) {
    let part = { hash, width: 1 };
    while (this.parts.at(-1)?.width === part.width) {
      const left = this.parts.pop();
      part = { hash: nodeHash(left.hash, part.hash), width: part.width * 2 };
    }
    this.parts.push(part);
  }
  root() {
    return this.parts.map(({ hash }) => hash).reduceRight((right, left) => (right ? nodeHash(left, right) : left), undefined) ?? sha256();
  }
}

/** RFC 9162 2.1.3.2. */
const includes = (index, size, leaf, proof, root) => {
  let [fn, sn, hash] = [index, size - 1, leaf];
  if (index >= size) return false;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      for (; fn % 2 === 0 && fn !== 0; sn = Math.floor(sn / 2)) fn = Math.floor(fn / 2);
    } else hash = nodeHash(hash, sibling);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && hash.equals(root);
};

/** RFC 9162 2.1.4.2. */
const goesOn = (older, newer, proof) => {
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0 || older.size > newer.size) return older.size === 0;
  const path = 2 ** Math.round(Math.log2(older.size)) === older.size ? [older.root, ...proof] : [...proof];
  let [fn, sn] = [older.size - 1, newer.size - 1];
  for (; fn % 2 === 1; sn = Math.floor(sn / 2)) fn = Math.floor(fn / 2);
  let [first, last] = [path[0], path[0]];
  if (first === undefined) return false;
  for (const hash of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [first, last] = [nodeHash(hash, first), nodeHash(hash, last)];
      for (; fn % 2 === 0 && fn !== 0; sn = Math.floor(sn / 2)) fn = Math.floor(fn / 2);
    } else last = nodeHash(last, hash);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && first.equals(older.root) && last.equals(newer.root);
};

// ---- keys, notes, checkpoints, stamps

const unreadable = (what) => Object.assign(new Error(what), { unreadable: true });

/** "<name>+<key id>+<base64(0x01 || public key)>" */
const keyOf = (vkey) => {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim()) ?? [];
  const typed = Buffer.from(encoded ?? '', 'base64');
  const own = sha256(`${name}\n`, typed).subarray(0, 4).toString('hex');
  if (typed.length !== 33 || typed[0] !== 1 || own !== id) throw unreadable(`not an Ed25519 verifier key: ${vkey}`);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') };
  return { name, id, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
};

/** The checkpoint of a note, and whether one of the keys has signed it; undefined when it is none. */
const checkpointOf = (given, keys) => {
  const note = String(given);
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split('\n');
  if (end < 0 || !origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || Buffer.from(root ?? '', 'base64').length !== 32) return undefined;
  const signed = note
    .slice(end + 2)
    .split('\n')
    .some((line) => {
      const [, name, encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
      const bytes = Buffer.from(encoded, 'base64');
      const key = keys.find((one) => one.name === name && one.id === bytes.subarray(0, 4).toString('hex'));
      return key !== undefined && verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4));
    });
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), signed };
};

const stampFits = (origin, index, leaf, stamp, keys) => {
  const text = Buffer.from(`tuanwu-stamp/1\n${origin}\n${index}\n${leaf.toString('base64')}\n`);
  return keys.some(({ publicKey }) => verify(null, text, publicKey, stamp));
};

/** "<size> <hex with hyphens>", or "<origin> <size> <base64 root>" as the code for cameras has it. */
const printedOf = (text) => {
  const words = text.trim().split(/\s+/);
  const root = words.length === 3 ? Buffer.from(words[2], 'base64') : Buffer.from((words[1] ?? '').replaceAll('-', ''), 'hex');
  if (!/^\d+$/.test(words.at(-2) ?? '') || root.length < 20) throw unreadable(`not a printed checkpoint: ${text}`);
  return { size: Number(words.at(-2)), root };
};

// ---- the log

/**
 * @param lines lines of the file, without their newlines
 * @param trust { keys, held, printed, stamps }
 * @returns { ok, kind, origin, entries, hidden, checkpoints, first, exact, findings, notes }; `first` is the number of the first bad entry, `exact` whether it
 *   is this one or only none before it
 */
export async function verifyFile(lines, trust = {}, papers) {
  const iterator = lines[Symbol.asyncIterator]?.() ?? lines[Symbol.iterator]();
  const { value: top } = await iterator.next();
  const head = read(top ?? '');
  if (!head?.origin) throw unreadable('not an export of this product: its first line is not the head of one');
  const report = { ok: true, kind: head.type, origin: head.origin, entries: 0, findings: [], notes: [] };
  const bad = (first, what, exact = true) => report.findings.push({ first, exact, what });
  const given = (trust.keys ?? []).map(keyOf);
  const keys = given.length > 0 ? given : (head.keys ?? []).map(keyOf);
  if (given.length === 0)
    report.notes.push('the key was taken from the file itself: compare it with a copy that came by another way (--key)');
  const held = [...(trust.held ?? []).map((note) => checkpointOf(note, keys)), ...(trust.printed ?? []).map(printedOf)];
  if (held.includes(undefined)) throw unreadable('what you hold is not a signed checkpoint');
  if (held.some(({ signed }) => signed === false))
    report.notes.push('a checkpoint that you hold is not signed by the given keys; it is compared all the same');
  for (const { origin } of held)
    if (origin && origin !== head.origin) bad(undefined, `the checkpoint that you hold is of another log: ${origin}`);
  if (held.length === 0)
    report.notes.push('no checkpoint of your own was given (--held, --printed): a log rewritten as a whole would not be noticed');
  const rest = { [Symbol.asyncIterator]: () => iterator };
  if (head.format === 'tuanwu-log/1') await verifyLog(rest, { head, keys, held, report, bad, stamps: trust.stamps });
  else if (head.format === 'tuanwu-case/1') await verifyCase(rest, { head, keys, held, report, bad, papers });
  else throw unreadable(`not an export of this product: ${head.format}`);
  report.findings.sort((a, b) => (a.first ?? Infinity) - (b.first ?? Infinity) || Number(b.exact) - Number(a.exact));
  report.ok = report.findings.length === 0;
  ({ first: report.first, exact: report.exact } = report.findings[0] ?? {});
  return report;
}

const sorted = (value) => {
  if (value === null || typeof value !== 'object') return true;
  let last = '';
  for (const key of Object.keys(value)) {
    if ((!Array.isArray(value) && key < last) || !sorted(value[key])) return false;
    last = key;
  }
  return true;
};

/** A line is canonical or it is altered: nobody can write the same thing in two ways. Undefined when it is not. */
const read = (text) => {
  try {
    const value = JSON.parse(text);
    const same = (JSON.stringify(value) === text && sorted(value)) || canonical(value) === text;
    return same && value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
};

/** What is hashed stands in the line as it is. */
const ENTRY = /^\{"entry":(.*),"index":\d+,"stamp":"[^"]*","type":"entry"\}$/s;

async function verifyLog(lines, { head, keys, held, report, bad, stamps }) {
  const [tree, leaves, marks, roots] = [new Tree(), [], [], new Map(held.map(({ size }) => [size, []]))];
  const said = (size) => roots.get(size) ?? roots.set(size, []).get(size);
  for (const one of held) said(one.size).push({ ...one, whose: 'that you hold' });
  let [ended, hidden, signed, good, broken] = [false, 0, 0, 0, undefined];
  const compare = () => {
    for (const { root, whose } of roots.get(leaves.length) ?? []) {
      if (!root.equals(tree.root().subarray(0, root.length))) broken ??= { at: leaves.length, whose };
      else if (broken === undefined) good = Math.max(good, leaves.length);
    }
  };
  compare();
  for await (const text of lines) {
    const line = read(text);
    if (line === undefined && text.startsWith('{"note":')) bad(undefined, 'a checkpoint in the file is damaged');
    else if (line === undefined) {
      bad(leaves.length, `entry ${leaves.length} is no line of canonical JSON`);
      leaves.push(sha256(LEAF, text));
      marks.push(Buffer.alloc(64));
      tree.add(leaves.at(-1));
      compare();
    } else if (line.type === 'checkpoint') {
      const checkpoint = checkpointOf(line.note, keys);
      if (checkpoint?.signed && checkpoint.origin === head.origin) {
        signed += 1;
        said(checkpoint.size).push({ ...checkpoint, whose: 'in the file' });
      } else bad(undefined, `a checkpoint in the file (size ${checkpoint?.size}) is not signed by this log`);
    } else if (line.type === 'end') ended = line.entries === leaves.length;
    else {
      if (line.index !== leaves.length) bad(leaves.length, `where entry ${leaves.length} belongs stands entry ${line.index}`);
      if (line.type === 'leaf') hidden += 1;
      leaves.push(line.type === 'leaf' ? bytes(line.leaf) : sha256(LEAF, ENTRY.exec(text)?.[1] ?? text));
      marks.push(bytes(line.stamp));
      tree.add(leaves.at(-1));
      compare();
    }
  }
  Object.assign(report, { entries: leaves.length, hidden, checkpoints: signed, verifiedUpTo: good });
  const longest = Math.max(head.size ?? 0, ...roots.keys());
  if (leaves.length < longest) bad(leaves.length, `entries ${leaves.length} to ${longest - 1} are missing`);
  if (!ended) bad(leaves.length, 'the file does not end as it should: lines are missing, or too many');
  if (leaves.length > (head.size ?? 0))
    bad(head.size ?? 0, `the file has ${leaves.length - (head.size ?? 0)} entries more than its head says`);
  locate({ from: stamps ? 0 : good, leaves, marks, origin: head.origin, keys, broken, good, bad, findings: report.findings });
}

/** What no root vouches for is checked by its stamps; when a root does not fit, they name the entry. */
function locate({ from, leaves, marks, origin, keys, broken, good, bad, findings }) {
  for (let index = from; index < leaves.length; index += 1)
    if (!stampFits(origin, index, leaves[index], marks[index], keys)) {
      bad(index, `entry ${index} is not what the log signed as its entry ${index}`);
      break;
    }
  if (!broken || findings.some(({ first, exact }) => exact && first >= good && first < broken.at)) return;
  const last = broken.at - 1;
  bad(
    good,
    `the log differs from the checkpoint of size ${broken.at} ${broken.whose}: one of the entries ${good} to ${last} was changed, put in or taken out`,
    false,
  );
}

// ---- one case

async function verifyCase(lines, { head, keys, held, report, bad, papers }) {
  let checkpoint;
  const [facts, logged, digests, proofs] = [[], new Map(), new Map(), new Map()];
  for await (const text of lines) {
    const line = read(text);
    if (line === undefined) bad(undefined, 'a line is no canonical JSON');
    else if (line.type === 'checkpoint') {
      checkpoint = checkpointOf(line.note, keys);
      if (!checkpoint?.signed || checkpoint.origin !== head.origin) bad(undefined, 'the checkpoint is not signed by this log');
    } else if (line.type === 'consistency') proofs.set(line.from, (line.proof ?? []).map(bytes));
    else if (line.type === 'fact') facts.push(line.fact);
    else if (line.type === 'paper') digests.set(line.id, line);
    else if (line.type === 'entry') {
      report.entries += 1;
      const proof = (line.proof ?? []).map(bytes);
      if (!checkpoint || !includes(line.index, checkpoint.size, leafHash(line.entry ?? null), proof, checkpoint.root))
        bad(line.index, `entry ${line.index} is not in the log that was signed`);
      if (line.entry?.case !== head.case?.id) bad(line.index, `entry ${line.index} is of another case`);
      if (line.entry?.kind === 'fact' && line.entry.body) logged.set(line.entry.body.seq, { ...line.entry.body, index: line.index });
    } else if (line.type === 'end' && (line.facts !== facts.length || line.entries !== report.entries))
      bad(undefined, 'lines are missing, or too many');
  }
  Object.assign(report, { case: head.case, facts: facts.length, papers: digests.size, size: checkpoint?.size });
  facts.forEach((fact, place) => {
    const entry = logged.get(fact.seq);
    if (fact.seq !== place + 1) bad(entry?.index ?? 0, `fact ${place + 1} is missing`);
    if (!entry) bad(undefined, `fact ${fact.seq} (${fact.kind}) has no entry in the log`);
    else if (entry.hash !== sha256(canonical(fact)).toString('hex'))
      bad(entry.index, `fact ${fact.seq} (${fact.kind}) is not the one of its entry ${entry.index}`);
    for (const { id, sha256: digest } of fact.papers ?? [])
      if (digests.get(id)?.sha256 !== digest) bad(entry?.index ?? 0, `paper ${id} is not the one that fact ${fact.seq} names`);
  });
  for (const [seq, { index }] of logged)
    if (!facts.some((fact) => fact.seq === seq)) bad(index, `fact ${seq} of entry ${index} is missing`);
  for (const older of held) {
    const proof = proofs.get(older.size) ?? [];
    const whole = older.root.length === 32;
    if (!checkpoint || (whole && !goesOn(older, checkpoint, proof)))
      bad(undefined, `the file does not prove that the log goes on from your checkpoint of size ${older.size}`);
    if (!whole) report.notes.push('a printed checkpoint cannot be compared with one case: use its code for cameras, or the whole log');
  }
  if (papers) comparePapers(papers, digests, bad);
}

/** Files of any name, recognised by their digest. */
function comparePapers(folder, digests, bad) {
  const there = new Set(readdirSync(folder).map((name) => sha256(readFileSync(join(folder, name))).toString('hex')));
  for (const { id, kind, sha256: digest } of digests.values())
    if (!there.has(digest)) bad(undefined, `paper ${id} (${kind}) is not in ${folder}, or was altered`);
}

// ---- command line

/** At newlines only: other separators are letters like any other in JSON. */
async function* linesOf(stream) {
  let begun = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (begun + chunk).split('\n');
    begun = lines.pop();
    yield* lines;
  }
  if (begun !== '') yield begun;
}

const sentence = (report) => {
  const what =
    report.kind === 'case'
      ? `case ${report.case?.id}: ${report.facts} facts, ${report.papers} papers, ${report.entries} entries`
      : `${report.entries} entries, ${report.checkpoints} signed checkpoints${report.hidden ? `, ${report.hidden} shown as hash only` : ''}`;
  const lines = [`log ${report.origin}`, what, ...report.notes.map((note) => `note: ${note}`)];
  for (const { first, what: why } of report.findings.slice(0, 20)) lines.push(`BAD${first === undefined ? '' : ` at ${first}`}: ${why}`);
  lines.push(
    report.ok
      ? 'whole 完好'
      : `ALTERED 已被改动${report.first === undefined ? '' : `: first bad entry ${report.exact ? '' : 'not before '}${report.first} 首条异常 ${report.first}`}`,
  );
  return lines.join('\n');
};

const main = async () => {
  const many = { type: 'string', multiple: true };
  const options = {
    key: many,
    held: many,
    printed: many,
    papers: { type: 'string' },
    stamps: { type: 'boolean' },
    json: { type: 'boolean' },
  };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw unreadable(
      'usage: node tuanwu-verify.mjs <file or -> [--key KEY] [--held FILE] [--printed TEXT] [--papers FOLDER] [--stamps] [--json]',
    );
  const lines = linesOf(file === '-' ? process.stdin : createReadStream(file));
  const trust = {
    keys: values.key,
    held: (values.held ?? []).map((name) => readFileSync(name, 'utf8')),
    printed: values.printed,
    stamps: values.stamps,
  };
  const report = await verifyFile(lines, trust, values.papers);
  console.log(values.json ? JSON.stringify(report) : sentence(report));
  process.exitCode = report.ok ? 0 : 1;
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error) => {
    console.error(error.unreadable || error.code ? error.message : error);
    process.exitCode = 2;
  });
