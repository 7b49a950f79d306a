// Validates an unpacked H5P package with @lumieducation/h5p-server; prints the verdict as JSON.
const { H5PConfig } = require("@lumieducation/h5p-server");
const Validator = require("@lumieducation/h5p-server/build/src/PackageValidator").default;
new Validator(new H5PConfig({}), null)
  .validateExtractedPackage(process.argv[2], true, false)
  .then(() => console.log(JSON.stringify({ ok: true })))
  .catch((error) => console.log(JSON.stringify({ ok: false, problem: String(error) })));
