// Reads JSON lines {v, from, to, mw} and writes JSON lines {status, value, msg} of @lhncbc/ucum-lhc.
const utils = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean);
for (const line of lines) {
  const q = JSON.parse(line);
  let answer;
  try {
    const r = utils.convertUnitTo(q.from, q.v, q.to, {molecularWeight: q.mw || undefined});
    answer = {status: r.status, value: r.toVal, msg: (r.msg || []).join(' ')};
  } catch (e) {
    answer = {status: 'error', value: null, msg: String(e.message)};
  }
  console.log(JSON.stringify(answer));
}
