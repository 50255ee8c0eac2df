// What html-validate holds every page against: its recommended rules and those of the standard. A rule that is off has
// its reason beside it.
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:standard"],
  rules: {
    // The title of a section is its authors'; it is not cut for a list of search results.
    "long-title": "off",
    // `download=""` is `download`: one-file copies are written by a program that knows no shorter form.
    "attribute-empty-style": "off",
    // White space at the end of a line of the file: no reader and no program sees it.
    "no-trailing-whitespace": "off",
    // The width of a picture is its author's, a number that no rule of a stylesheet can foresee.
    "no-inline-style": ["error", { allowedProperties: ["display", "inline-size"] }],
  },
};
