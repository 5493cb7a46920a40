// DuckDB's own worker, whose WebAssembly may not grow beyond a bound. All growth passes here: the engine is then told
// that there is no more memory, says so, and is thrown away. In the address: `script`, and `most`, in bytes.

const PAGE = 65536;
const asked = new URLSearchParams(self.location.hash.slice(1));
const most = Number(asked.get('most'));
const grow = WebAssembly.Memory.prototype.grow;

WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE > most)
    throw new RangeError('the bound of the engine is reached');
  return grow.call(this, pages);
};

self.importScripts(asked.get('script'));
