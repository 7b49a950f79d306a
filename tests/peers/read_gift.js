// Questions of a GIFT file as npm gift-pegjs reads them, as JSON.
const { parse } = require("gift-pegjs");
console.log(JSON.stringify(parse(require("fs").readFileSync(process.argv[2], "utf8"))));
