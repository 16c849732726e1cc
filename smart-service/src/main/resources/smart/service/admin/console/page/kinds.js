/** The kinds of failed attempts, and the colour of each in the charts. The list of error notes filters by the same kinds. */

export const KINDS = {
  refused: "red", reset: "orange", timeout: "amber", malformed: "pink", truncated: "violet", too_large: "blue",
  invalid_json: "teal", status: "other",
};
