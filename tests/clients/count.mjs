// Counts texts with the channels' own means, apart from ours: twitter-text, the browser's segmenter, plain bytes.
import { readFileSync } from "node:fs";
import twitter from "twitter-text";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const graphemes = (text) => [...segmenter.segment(text)].map(({ segment }) => segment);
const isEmoji = (each) => /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}|\u20E3/u.test(each);

const ways = {
  CHARACTERS: (text) => text.length,
  WEIGHTED: (text) => twitter.parseTweet(text).weightedLength,
  MASTODON: (text) => graphemes(text.replace(/https?:\/\/\S+/g, "x".repeat(23))).length,
  EMOJI_AS_BYTES: (text) =>
    graphemes(text).reduce((sum, each) => sum + (isEmoji(each) ? Buffer.byteLength(each) : [...each].length), 0),
  GRAPHEMES: (text) => graphemes(text).length,
};

const asked = JSON.parse(readFileSync(0, "utf8"));
const counted = asked.map(({ unit, text }) => ({ count: ways[unit](text), bytes: Buffer.byteLength(text) }));
process.stdout.write(JSON.stringify(counted));
