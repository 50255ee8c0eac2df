// What html-validate holds every page against: its recommended rules and those of the standard. A rule that is off has
// its reason beside it.
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:standard"],
  rules: {},
};
