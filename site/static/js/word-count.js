// The twin of campaign_pages/documents/word_count.py, which has the rule: cut at spaces; a piece with a letter or a
// digit is a word.
const SPACES = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

export const countWords = (text) => text.split(SPACES).filter((piece) => LETTER_OR_DIGIT.test(piece)).length;
