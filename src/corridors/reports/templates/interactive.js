(function () {
'use strict';
// Everything that is shown of the data goes through textContent or setAttribute: never as markup.
const data = JSON.parse(document.getElementById('data').textContent);
const NS = 'http://www.w3.org/2000/svg';
const id = name => document.getElementById(name);
const map = id('map'), sheet = id('sheet'), over = id('over'), halo = id('halo'), routes = id('routes');
const linkPaths = Array.from(id('links').children);
const SHUT = new Set(['closed', 'suspended', 'season', 'disused', 'planned', 'under_construction', 'unknown']);
const SHAPES = data.shapes, STOPS = data.stops;
const reached = new Map((data.reached || []).map(one => [one[0], one]));
const CLOSEST = 0.35, SHOWN = 80;
const state = {at: 0, question: data.begins, off: new Set(), base: true, day: data.cases[0].on, x: 0, y: 0, s: 1,
  picked: null, w: 1, h: 1};

function make(parent, tag, attributes, text) {
  const made = document.createElementNS(NS, tag);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (text !== undefined) made.textContent = text;
  parent.appendChild(made);
  return made;
}
function add(parent, tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (name) made.className = name;
  parent.appendChild(made);
  return made;
}

// Lines, in units of the sheet: a path is its first point and then steps.
const lines = linkPaths.map(path => {
  const steps = path.getAttribute('d').match(/-?\d+/g).map(Number), found = [];
  let x = 0, y = 0, west = Infinity, north = Infinity, east = -Infinity, south = -Infinity, long = 0;
  for (let i = 0; i < steps.length; i += 2) {
    if (i) long += Math.hypot(steps[i], steps[i + 1]);
    x += steps[i]; y += steps[i + 1];
    found.push(x, y);
    west = Math.min(west, x); east = Math.max(east, x); north = Math.min(north, y); south = Math.max(south, y);
  }
  return {p: found, west, north, east, south, long};
});
function middle(number) {
  const line = lines[number];
  let left = line.long / 2;
  for (let i = 2; i < line.p.length; i += 2) {
    const dx = line.p[i] - line.p[i - 2], dy = line.p[i + 1] - line.p[i - 1], step = Math.hypot(dx, dy);
    if (step >= left && step) return [line.p[i - 2] + dx * left / step, line.p[i - 1] + dy * left / step];
    left -= step;
  }
  return [line.p[0], line.p[1]];
}
const middles = lines.map((_, number) => middle(number));

// Statuses: periods of a case where it has its own, else those of the data.
function periods(number) {
  const own = data.cases[state.at].p[number];
  return own || data.links[number].p;
}
function on(all) {
  let found = '';
  for (const period of all) if (period[0] <= state.day) found = data.statuses[period[1]];
  return found;
}
const status = number => on(periods(number)), carries = key => key === 'operational' || key === 'restricted';
function opened() {
  // What carries traffic only because of the scenario.
  return Object.keys(data.cases[state.at].p).map(Number).filter(number =>
    state.at && carries(status(number)) && !carries(on(data.links[number].p)));
}
const label = key => data.labels[data.statuses.indexOf(key)];
function written(day) {
  const part = data.dates[day].split('-').map(Number);
  return part[2] + ' ' + ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
    'September', 'October', 'November', 'December'][part[1] - 1] + ' ' + part[0];
}

// Routes of the case and question that are shown, the first on top.
function holds(trip) {
  return trip.from === undefined || (trip.from <= state.day && state.day < trip.to);
}
function asked(at) {
  return data.trips.filter(trip => trip.c === at && trip.q === state.question && holds(trip));
}
function visible() {
  return asked(state.at).filter(trip => trip.l.length && !state.off.has(trip.t));
}
function beneath() {
  return state.at && state.base ? asked(0).filter(trip => trip.l.length) : [];
}
const look = place => 'route n' + place % 4 + (data.cases.length > 1 && !state.at ? ' base' : '');
function drawRoutes() {
  routes.replaceChildren();
  const all = asked(state.at), trips = visible(), under = beneath();
  const draw = (trip, name, status_of) => {
    for (const link of trip.l)
      make(routes, 'path', {class: name, d: linkPaths[link].getAttribute('d'), 'data-link': link,
        'data-status': status_of(link)});
  };
  for (const link of opened())
    make(routes, 'path', {class: 'opened', d: linkPaths[link].getAttribute('d'), 'data-link': link});
  for (const trip of under) draw(trip, 'route under', () => 'operational');
  // Where routes share a link, the first lies on top and the others show at its sides.
  trips.slice().reverse().forEach((trip, place) => draw(trip, 'route case c' + (trips.length - place), () => 'operational'));
  trips.slice().reverse().forEach((trip, place) =>
    draw(trip, look(all.indexOf(trip)) + ' w' + (trips.length - place), link => status(link)));
  map.dataset.trips = trips.map(trip => trip.t).join('; ');
}
function drawStatuses() {
  linkPaths.forEach((path, number) => {
    const now = status(number);
    if (path.getAttribute('data-status') !== now) path.setAttribute('data-status', now);
  });
}

// The view: middle of the window in units, and units per pixel.
const size = data.size;
function clamp() {
  const widest = Math.max(size[0] / state.w, size[1] / state.h);
  state.s = Math.min(Math.max(state.s, CLOSEST), widest);
  const along = (value, half, whole) => half * 2 >= whole ? whole / 2 : Math.min(Math.max(value, half), whole - half);
  state.x = along(state.x, state.w * state.s / 2, size[0]);
  state.y = along(state.y, state.h * state.s / 2, size[1]);
}
function fit(box) {
  state.s = Math.max(box[2] / state.w, box[3] / state.h);
  state.x = box[0] + box[2] / 2;
  state.y = box[1] + box[3] / 2;
  show();
}
function boxOf(links, places) {
  let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
  const take = (x, y) => { west = Math.min(west, x); east = Math.max(east, x); north = Math.min(north, y); south = Math.max(south, y); };
  for (const link of links) { take(lines[link].west, lines[link].north); take(lines[link].east, lines[link].south); }
  for (const place of places) take(data.places[place].x, data.places[place].y);
  if (west > east) return data.fit;
  const room = 0.09 * Math.max(east - west, south - north, 600);
  return [west - room, north - room, east - west + 2 * room, south - north + 2 * room];
}
function fitRoutes() {
  const trips = visible().concat(beneath());
  fit(trips.length ? boxOf([].concat(...trips.map(trip => trip.l)), []) : data.fit);
}
function inView() {
  const links = [].concat(...visible().map(trip => trip.l));
  return links.every(link => toX(lines[link].west) >= 0 && toX(lines[link].east) <= state.w && toY(lines[link].north) >= 0 && toY(lines[link].south) <= state.h);
}
function zoom(factor, px, py) {
  const ux = px === undefined ? 0 : px - state.w / 2, uy = py === undefined ? 0 : py - state.h / 2;
  const old = state.s;
  state.s *= factor;
  const widest = Math.max(size[0] / state.w, size[1] / state.h);
  state.s = Math.min(Math.max(state.s, CLOSEST), widest);
  state.x += ux * (old - state.s);
  state.y += uy * (old - state.s);
  show();
}
const toX = x => (x - state.x) / state.s + state.w / 2, toY = y => (y - state.y) / state.s + state.h / 2;
let waiting = false;
function show() {
  clamp();
  const {x, y, s, w, h} = state;
  sheet.setAttribute('viewBox', [x - w * s / 2, y - h * s / 2, w * s, h * s].map(v => v.toFixed(1)).join(' '));
  if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; label_all(); }); }
}

// Names and symbols keep their size: they are placed anew for every view, the weightiest first.
const pen = document.createElement('canvas').getContext('2d');
const FAMILY = getComputedStyle(document.body).fontFamily, widths = new Map();
function width(text, font) {
  const key = font + text;
  if (!widths.has(key)) { pen.font = font + ' ' + FAMILY; widths.set(key, pen.measureText(text).width); }
  return widths.get(key);
}
const CELL = 4;
function Taken(w, h) {
  const across = Math.ceil(w / CELL) + 1, cells = new Uint8Array(across * (Math.ceil(h / CELL) + 1));
  const each = (box, does) => {
    for (let y = Math.max(0, Math.floor(box[1] / CELL)); y <= Math.floor(box[3] / CELL) && y * CELL < h; y++)
      for (let x = Math.max(0, Math.floor(box[0] / CELL)); x <= Math.floor(box[2] / CELL) && x * CELL < w; x++)
        if (does(y * across + x)) return true;
    return false;
  };
  return {
    take(box, bit) { each(box, cell => { cells[cell] |= bit; }); },
    free(box, bits) {
      return box[0] >= 3 && box[1] >= 3 && box[2] <= w - 3 && box[3] <= h - 3 && !each(box, cell => cells[cell] & bits);
    },
    line(line, bit) {
      const p = line.p;
      for (let i = 2; i < p.length; i += 2) {
        const ax = toX(p[i - 2]), ay = toY(p[i - 1]), bx = toX(p[i]), by = toY(p[i + 1]);
        if (Math.max(ax, bx) < 0 || Math.min(ax, bx) > w || Math.max(ay, by) < 0 || Math.min(ay, by) > h) continue;
        const steps = Math.min(4000, Math.ceil(Math.hypot(bx - ax, by - ay) / 3));
        for (let k = 0; k <= steps; k++) {
          const x = ax + (bx - ax) * k / (steps || 1), y = ay + (by - ay) * k / (steps || 1);
          if (x >= 0 && x < w && y >= 0 && y < h) cells[Math.floor(y / CELL) * across + Math.floor(x / CELL)] |= bit;
        }
      }
    }};
}
const HARD = 1, ROUTE = 2, THIN = 4, NAME = 8, AROUND = [[1, 0], [-1, 0], [1, -1], [1, 1], [-1, -1], [-1, 1], [0, -1], [0, 1]];
const away = (box, x, y) => Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
let dots = [];
function seen(x, y, room) {
  return x > -room && x < state.w + room && y > -room && y < state.h + room;
}
function wanted() {
  // Which places are named, and in which order: ends, stops, what the route passes, capitals, towns.
  const km = state.s * data.km, order = new Map();
  const put = (place, rank) => { if (!order.has(place) || order.get(place) > rank) order.set(place, rank); };
  for (const trip of visible().concat(beneath())) {
    trip.e.forEach(place => put(place, 0));
    trip.m.forEach(stop => { if (stop[1] < 0) put(stop[2], 1); });
    trip.v.forEach(place => { const r = data.places[place].r; if (r < 8 || km < 2.5) put(place, 2 + r / 10); });
  }
  for (const trip of asked(state.at)) trip.e.forEach(place => put(place, 0));
  if (data.bands) put(data.from, 0);
  reached.forEach((one, place) => { if (data.places[place].r < 8 || km < 2.5) put(place, Math.min(data.places[place].r, 3 + data.places[place].r / 10)); });
  const limit = [[4, 30], [5, 9], [6, 4], [7, 1.6], [8, 0.9]];
  data.places.forEach((place, number) => {
    if (km <= limit[Math.min(4, Math.max(0, place.r - 4))][1]) put(number, place.r);
  });
  if (state.picked && state.picked.kind === 'place') put(state.picked.number, 0.5);
  if (state.picked && state.picked.kind === 'link') data.links[state.picked.number].e.forEach(place => put(place, 0.7));
  return Array.from(order).sort((a, b) => a[1] - b[1] || data.places[a[0]].t.length - data.places[b[0]].t.length || a[0] - b[0]);
}
function label_all() {
  over.replaceChildren();
  over.setAttribute('viewBox', '0 0 ' + state.w + ' ' + state.h);
  const taken = Taken(state.w, state.h), areas = make(over, 'g', {}), signs = make(over, 'g', {}), spots = make(over, 'g', {}), names = make(over, 'g', {});
  dots = [];
  const frame = map.getBoundingClientRect(), bar = id('buttons').getBoundingClientRect();
  taken.take([0, 0, bar.right - frame.left + 4, bar.bottom - frame.top + 4], HARD);
  scale(taken);
  const trips = visible(), shown = new Set([].concat(...trips.map(trip => trip.l)));
  lines.forEach((line, number) => {
    if (toX(line.east) < 0 || toX(line.west) > state.w || toY(line.south) < 0 || toY(line.north) > state.h) return;
    if (linkPaths[number].getAttribute('data-status')) taken.line(line, shown.has(number) ? ROUTE : THIN);
  });
  for (const trip of beneath()) trip.l.forEach(link => taken.line(lines[link], ROUTE));
  const placed = [];
  const dot = (x, y, r, place) => { dots.push({x, y, r, place}); taken.take([x - r, y - r, x + r, y + r], HARD); };
  const standing = new Set();
  for (const trip of trips)
    for (const stop of trip.m) {
      const spot = stop[1] < 0 ? [data.places[stop[2]].x, data.places[stop[2]].y] : middles[stop[1]];
      const x = toX(spot[0]), y = toY(spot[1]), key = stop[0] + Math.round(x / 9) + '/' + Math.round(y / 9);
      if (!STOPS[stop[0]] || !seen(x, y, 8) || standing.has(key)) continue;
      standing.add(key);
      const group = make(spots, 'g', {class: 'stop', transform: 'translate(' + x.toFixed(1) + ' ' + y.toFixed(1) + ')'});
      make(group, 'path', {class: stop[0], d: STOPS[stop[0]]});
      dot(x, y, stop[0] === 'border' ? 5 : 8, stop[1] < 0 ? stop[2] : -1);
    }
  lines.forEach((line, number) => {
    const now = linkPaths[number].getAttribute('data-status');
    if (!SHAPES[now] || line.long / state.s < (shown.has(number) ? 9 : 20)) return;
    const x = toX(middles[number][0]), y = toY(middles[number][1]), box = [x - 6, y - 6, x + 6, y + 6];
    if (!seen(x, y, 6) || !(taken.free(box, HARD) || shown.has(number))) return;
    const group = make(signs, 'g', {class: 'symbol', transform: 'translate(' + x.toFixed(1) + ' ' + y.toFixed(1) + ')', 'data-symbol': now});
    make(group, 'path', {class: now, d: SHAPES[now]});
    taken.take(box, HARD);
  });
  // Countries and seas are named before the towns, or a full map would have no room for them.
  let named = false;
  for (const [number, rank] of wanted()) {
    if (rank > 4 && !named) { nameAreas(areas, taken); named = true; }
    const place = data.places[number], x = toX(place.x), y = toY(place.y);
    if (!seen(x, y, 0)) continue;
    const end = rank === 0, bold = end || place.k, own = dots.find(other => other.place === number);
    const r = own ? own.r : end ? 6 : 3.2, font = (bold ? 'bold ' : '') + (end ? 13.5 : 12) + 'px';
    const w = width(place.t, font), h = end ? 14 : 12.5;
    if (!own && !end && !taken.free([x - r, y - r, x + r, y + r], HARD)) continue;
    if (placed.some(one => one.text === place.t && Math.abs(one.x - x) + Math.abs(one.y - y) < 40)) continue;
    const positions = [];
    for (const ring of [0, 4, 9])
      for (const [east, down] of AROUND) {
        const reach = (r + 3 + ring) * (east && down ? 0.72 : 1);
        const left = east > 0 ? x + reach : east < 0 ? x - reach - w : x - w / 2;
        const top = down > 0 ? y + reach : down < 0 ? y - reach - h : y - h / 2;
        positions.push([left, top, left + w, top + h]);
      }
    const near = box => dots.every(other => other.place === number || away(box, other.x, other.y) > 1.6 * away(box, x, y));
    const room = own || end || placed.every(one => away(one.box, x, y) > 1.6 * away(one.box, one.x, one.y));
    if (!room) continue;
    const tries = rank < 4.5 ? [HARD | ROUTE | THIN, HARD | ROUTE, HARD] : [HARD | ROUTE | THIN, HARD | ROUTE];
    let box = null;
    for (const bits of tries) if (!box) box = positions.find(one => taken.free(one, bits) && near(one)) || null;
    // Origin and destination are named in any case, over lines if it must be.
    if (!box && end) box = positions.find(one => taken.free(one, NAME)) || positions.find(one => taken.free(one, 0)) || null;
    if (!box && !end) continue;
    if (!own) {
      make(spots, 'circle', {class: (end ? 'end' : 'dot') + (!end && reached.has(number) ? ' b' + reached.get(number)[1] : '') + (state.picked && state.picked.kind === 'place' && state.picked.number === number ? ' picked' : ''), cx: x.toFixed(1), cy: y.toFixed(1), r});
      dot(x, y, r, number);
    }
    if (!box) continue;
    make(names, 'text', {class: 'name' + (end ? ' end' : bold ? ' bold' : ''), x: box[0].toFixed(1), y: (box[3] - 2.5).toFixed(1)}, place.t);
    taken.take([box[0] - 5, box[1] - 1, box[2] + 5, box[3] + 1], HARD | NAME);
    placed.push({text: place.t, box, x, y});
  }
  if (!named) nameAreas(areas, taken);
}
// The name of a country may stand anywhere in its circles, best in the middle of the largest.
const WITHIN = [[0, 0]].concat(...[0.4, 0.75].map(far => AROUND.map(([x, y]) => {
  const long = Math.hypot(x, y);
  return [far * x / long, far * y / long];
})));
function nameAreas(areas, taken) {
  for (const [text, water, all] of data.areas) {
    const w = width(text, water ? 'italic 12px' : '11px') + (water ? 0 : text.length * 0.66), h = 12;
    const boxes = [];
    for (const [ux, uy, room] of all) {
      const r = room / state.s;
      for (const [dx, dy] of WITHIN) {
        const x = toX(ux) + dx * r, y = toY(uy) + dy * r;
        if (Math.hypot(dx, dy) * r + w * (water ? 0.42 : 0.36) <= r)
          boxes.push([x - w / 2 - 3, y - h / 2 - 2, x + w / 2 + 3, y + h / 2 + 2]);
      }
    }
    const box = boxes.find(one => taken.free(one, HARD | ROUTE | THIN)) || boxes.find(one => taken.free(one, HARD | ROUTE));
    if (!box) continue;
    make(areas, 'text', {class: 'area' + (water ? ' water' : ''), x: (box[0] + 3).toFixed(1), y: (box[3] - 4).toFixed(1)}, text);
    taken.take(box, HARD);
  }
}
function scale(taken) {
  const km = state.s * data.km, most = Math.min(200, state.w / 3) * km / 2;
  let step = Math.pow(10, Math.floor(Math.log10(most)));
  step *= most / step >= 5 ? 5 : most / step >= 2 ? 2 : 1;
  const px = step / km, y = state.h - 14, bar = make(over, 'g', {});
  taken.take([4, state.h - 36, 2 * px + 66, state.h], HARD);
  make(bar, 'rect', {class: 'bar full', x: 14, y, width: px, height: 5});
  make(bar, 'rect', {class: 'bar empty', x: 14 + px, y, width: px, height: 5});
  [[0, '0'], [px, step.toLocaleString('en')], [2 * px, (2 * step).toLocaleString('en') + ' km']].forEach(([x, text], place) =>
    make(bar, 'text', {class: 'scale', x: 14 + x, y: y - 4, 'text-anchor': place ? 'middle' : 'start'}, text));
}

// What is known of a thing.
function sources(parent, keys) {
  if (!keys.length) return;
  add(parent, 'h3', keys.length > 1 ? 'Sources' : 'Source');
  const list = add(parent, 'ul');
  for (const key of keys) {
    const [title, detail, address] = data.sources[key], item = add(list, 'li');
    if (address) {
      const link = add(item, 'a', title);
      link.href = address; link.rel = 'noreferrer noopener'; link.target = '_blank';
    } else add(item, 'span', title);
    if (detail) add(item, 'span', ', ' + detail);
  }
}
function facts(parent, rows) {
  const list = add(parent, 'dl');
  for (const [name, text] of rows) { add(list, 'dt', name); add(list, 'dd', text); }
}
function chip(parent, key, when) {
  const line = add(parent, 'p', undefined, 'chip');
  if (SHAPES[key]) {
    const icon = make(line, 'svg', {viewBox: '-8 -8 16 16', 'aria-hidden': 'true'});
    make(make(icon, 'g', {class: 'symbol'}), 'path', {class: key, d: SHAPES[key]});
  }
  add(line, 'span', (key ? label(key)[0].toUpperCase() + label(key).slice(1) : 'Not there') + ' on ' + when);
}
const panel = id('panel');
function describe(thing) {
  panel.replaceChildren();
  const from = data[thing.kind + 's'][thing.number], cited = new Set(from.s);
  add(panel, 'h2', from.n);
  if (thing.kind === 'link') {
    add(panel, 'p', from.m[0].toUpperCase() + from.m.slice(1) + (from.x ? ', crosses the border at ' + from.x.map(at => data.borders[at].n).join(', ') : ''), 'note');
    chip(panel, status(thing.number), written(state.day));
    const said = data.cases[state.at].w[thing.number];
    if (said) { add(panel, 'h3', data.cases[state.at].t); add(panel, 'p', said.join('; ')); }
  }
  if (thing.kind === 'place' && reached.has(thing.number))
    add(panel, 'p', reached.get(thing.number)[2] + ', within ' + data.bands[reached.get(thing.number)[1]], 'chip');
  for (const trip of visible())
    for (const stop of trip.m)
      if (thing.kind === (stop[1] < 0 ? 'place' : 'link') && thing.number === (stop[1] < 0 ? stop[2] : stop[1]))
        add(panel, 'p', trip.t + ': ' + stop[3], 'chip');
  facts(panel, from.f);
  if (thing.kind === 'border')
    for (const link of from.l) chip(panel, status(link), written(state.day) + ': ' + data.links[link].n + ', ' + data.links[link].m);
  if (from.h) {
    add(panel, 'h3', 'History');
    if (from.b !== undefined) add(panel, 'p', 'Before: ' + data.labels[from.b]);
    const list = add(panel, 'ol');
    for (const [start, key, at, keys] of from.h) {
      const event = data.events[at];
      add(list, 'li', start + ': ' + (key < 0 ? '' : data.labels[key] + (event ? '. ' : '')) + (event ? event[1] : ''));
      keys.concat(event ? event[2] : []).forEach(source => cited.add(source));
    }
  }
  sources(panel, Array.from(cited));
  panel.scrollTop = 0;
}
function pick(thing, move) {
  const same = thing && state.picked && thing.kind === state.picked.kind && thing.number === state.picked.number;
  if (same && !move) return;
  state.picked = thing;
  halo.replaceChildren();
  if (!thing) return;
  const links = thing.kind === 'link' ? [thing.number] : thing.kind === 'border' ? data.borders[thing.number].l : [];
  for (const name of ['halo-edge', 'halo'])
    for (const link of links) make(halo, 'path', {class: name, d: linkPaths[link].getAttribute('d')});
  describe(thing);
  if (!move) { show(); return; }
  const box = boxOf(links, thing.kind === 'place' ? [thing.number] : []);
  state.s = Math.max(state.s, box[2] / state.w, box[3] / state.h);
  const halfW = state.w * state.s / 2, halfH = state.h * state.s / 2;
  state.x = Math.max(Math.min(state.x, box[0] + halfW), box[0] + box[2] - halfW);
  state.y = Math.max(Math.min(state.y, box[1] + halfH), box[1] + box[3] - halfH);
  show();
}
function nearest(px, py) {
  let best = null, least = 10;
  for (const spot of dots) {
    const far = Math.hypot(spot.x - px, spot.y - py) - spot.r;
    if (spot.place >= 0 && far < 4 && far < least) { least = far; best = {kind: 'place', number: spot.place}; }
  }
  if (best) return best;
  const x = state.x + (px - state.w / 2) * state.s, y = state.y + (py - state.h / 2) * state.s, reach = 10 * state.s;
  const shown = new Set([].concat(...visible().map(trip => trip.l)));
  least = reach;
  lines.forEach((line, number) => {
    if (x < line.west - reach || x > line.east + reach || y < line.north - reach || y > line.south + reach) return;
    if (!linkPaths[number].getAttribute('data-status')) return;
    const p = line.p;
    for (let i = 2; i < p.length; i += 2) {
      const dx = p[i] - p[i - 2], dy = p[i + 1] - p[i - 1], long = dx * dx + dy * dy;
      const t = long ? Math.min(1, Math.max(0, ((x - p[i - 2]) * dx + (y - p[i - 1]) * dy) / long)) : 0;
      const far = Math.hypot(x - p[i - 2] - t * dx, y - p[i - 1] - t * dy) - (shown.has(number) ? 4 * state.s : 0);
      if (far < least) { least = far; best = {kind: 'link', number}; }
    }
  });
  return best;
}

// The list: links of the route, or what is not open; or what a search finds.
const list = id('list'), search = id('search');
let items = [], active = -1;
function listed() {
  const text = search.value.trim().toLowerCase();
  let found, head;
  if (text) {
    const all = [];
    for (const kind of ['place', 'border', 'link'])
      data[kind + 's'].forEach((one, number) => {
        const at = (one.n + ' ' + (one.t || '')).toLowerCase().indexOf(text);
        if (at >= 0) all.push({kind, number, at});
      });
    found = all.sort((a, b) => a.at - b.at);
    head = found.length + (found.length === 1 ? ' finding' : ' findings');
  } else {
    const trip = visible()[0];
    found = reached.size ? Array.from(reached.keys()).map(number => ({kind: 'place', number})) : trip ? trip.l.map(number => ({kind: 'link', number}))
      : lines.map((_, number) => ({kind: 'link', number})).filter(one => SHUT.has(status(one.number)));
    head = reached.size ? 'Places reached, the nearest first' : trip ? 'Links of “' + trip.t + '”, in the order of travel' : found.length + ' links that are not open on ' + written(state.day);
  }
  if (found.length > SHOWN) head += '; the first ' + SHOWN + ' are listed';
  id('listed').textContent = head;
  items = found.slice(0, SHOWN);
  active = -1;
  list.replaceChildren();
  list.removeAttribute('aria-activedescendant');
  items.forEach((item, place) => {
    const from = data[item.kind + 's'][item.number], row = add(list, 'li', from.n);
    row.id = 'item' + place;
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', 'false');
    add(row, 'small', item.kind === 'link' ? from.m + ', ' + (label(status(item.number)) || 'not there') + ', ' + from.f[0][1] : item.kind === 'border' ? 'border crossing' : from.f[0][1] + (reached.has(item.number) ? ', ' + reached.get(item.number)[2] : ''));
  });
}
function activate(place) {
  if (!items.length) return;
  if (list.children[active]) list.children[active].setAttribute('aria-selected', 'false');
  active = Math.min(Math.max(place, 0), items.length - 1);
  const row = list.children[active];
  row.setAttribute('aria-selected', 'true');
  list.setAttribute('aria-activedescendant', row.id);
  list.scrollTop = Math.min(Math.max(list.scrollTop, row.offsetTop - list.offsetTop + row.offsetHeight - list.clientHeight), row.offsetTop - list.offsetTop);
  pick(items[active], true);
}

// What is chosen.
function words() {
  const result = id('result');
  result.replaceChildren();
  const several = asked(state.at).length;
  for (const trip of asked(state.at)) {
    if (state.off.has(trip.t)) continue;
    const row = add(result, 'p');
    add(row, 'strong', trip.t + ': ' + trip.f + (trip.d ? ' · ' + trip.d : '') + '. ');
    if (several < 2) add(row, 'span', trip.s);
  }
  const mine = data.cases[state.at].on, own = data.trips.some(trip => trip.from !== undefined);
  id('said').textContent = written(state.day);
  id('day').setAttribute('aria-valuetext', written(state.day));
  id('moved').textContent = state.day === mine || own || !data.trips.length ? '' :
    'Routes are those found for ' + written(mine) + '; only the statuses are those of the date chosen.';
  const top = visible()[0];
  if (id('first') && top) {
    id('first').textContent = top.t;
    id('first').previousElementSibling.firstElementChild.setAttribute('class', look(asked(state.at).indexOf(top)));
  }
}
function refresh() {
  drawStatuses();
  drawRoutes();
  words();
  listed();
  if (state.picked) describe(state.picked);
  show();
}
function chooseRoutes() {
  const group = id('shown'), trips = data.trips.filter(trip => trip.c === state.at && trip.q === state.question && trip.from === undefined);
  group.querySelectorAll('label').forEach(old => old.remove());
  const box = (text, on, name, does) => {
    const row = add(group, 'label', undefined, 'choice'), input = add(row, 'input');
    input.type = 'checkbox'; input.checked = on;
    const icon = make(row, 'svg', {viewBox: '0 0 30 14', width: 30, height: 14, 'aria-hidden': 'true'});
    make(icon, 'path', {class: name, d: 'M1 7h28'});
    add(row, 'span', text);
    input.addEventListener('change', () => { does(input.checked); refresh(); });
  };
  if (trips.length > 1)
    trips.forEach((trip, place) => box(trip.t, !state.off.has(trip.t), 'route n' + place % 4, on => on ? state.off.delete(trip.t) : state.off.add(trip.t)));
  if (state.at) box(data.cases[0].t + ', beneath', state.base, 'route under', on => { state.base = on; });
  group.hidden = !group.querySelector('label');
}
function choose() {
  if (data.cases.length > 1) {
    data.cases.forEach((one, number) => {
      const row = add(id('cases'), 'label', undefined, 'choice'), input = add(row, 'input');
      input.type = 'radio'; input.name = 'case'; input.value = number; input.checked = !number;
      add(row, 'span', one.t);
      input.addEventListener('change', () => {
        const moved = state.day !== data.cases[state.at].on;
        state.at = number;
        if (!moved) { state.day = one.on; id('day').value = state.day; }
        id('today').textContent = written(one.on);
        chooseRoutes();
        refresh();
        if (!inView()) fitRoutes();
      });
    });
    id('cases').hidden = false;
  }
  if (data.questions.length > 1) {
    data.questions.forEach((text, number) => { add(id('question'), 'option', text).value = number; });
    id('question').value = state.question;
    id('question').addEventListener('change', event => {
      state.question = Number(event.target.value);
      state.off.clear();
      chooseRoutes();
      refresh();
      fitRoutes();
    });
    id('ask').hidden = false;
  }
  chooseRoutes();
  const day = id('day'), turn = to => {
    state.day = Math.min(Math.max(to, 0), data.dates.length - 1);
    day.value = state.day;
    refresh();
  };
  day.max = data.dates.length - 1;
  day.value = state.day;
  day.addEventListener('input', () => turn(Number(day.value)));
  id('before').addEventListener('click', () => turn(state.day - 1));
  id('after').addEventListener('click', () => turn(state.day + 1));
  id('today').textContent = written(data.cases[0].on);
  id('today').addEventListener('click', () => turn(data.cases[state.at].on));
  id('choices').addEventListener('submit', event => event.preventDefault());
}

// Pointer, wheel and keys.
const fingers = new Map();
let dragged = false;
function at(event) {
  const box = map.getBoundingClientRect();
  return [event.clientX - box.left - map.clientLeft, event.clientY - box.top - map.clientTop];
}
map.addEventListener('pointerdown', event => {
  fingers.set(event.pointerId, at(event));
  dragged = false;
  if (map.setPointerCapture) map.setPointerCapture(event.pointerId);
  map.classList.add('held');
});
map.addEventListener('pointermove', event => {
  const now = at(event), before = fingers.get(event.pointerId);
  if (!before) { const found = nearest(now[0], now[1]); if (found) pick(found, false); return; }
  const others = Array.from(fingers).filter(one => one[0] !== event.pointerId).map(one => one[1]);
  if (others.length) {
    const apart = to => Math.hypot(to[0] - others[0][0], to[1] - others[0][1]);
    if (apart(now) > 1) zoom(apart(before) / apart(now), (now[0] + others[0][0]) / 2, (now[1] + others[0][1]) / 2);
    dragged = true;
  } else if (dragged || Math.hypot(now[0] - before[0], now[1] - before[1]) > 3) {
    dragged = true;
    state.x -= (now[0] - before[0]) * state.s;
    state.y -= (now[1] - before[1]) * state.s;
    show();
  } else return;
  fingers.set(event.pointerId, now);
});
for (const name of ['pointerup', 'pointercancel'])
  map.addEventListener(name, event => {
    const now = at(event);
    if (!dragged && name === 'pointerup') { const found = nearest(now[0], now[1]); if (found) pick(found, false); }
    fingers.delete(event.pointerId);
    if (!fingers.size) map.classList.remove('held');
  });
map.addEventListener('wheel', event => {
  event.preventDefault();
  const [x, y] = at(event);
  zoom(Math.pow(1.0018, Math.max(-240, Math.min(240, event.deltaY * (event.deltaMode ? 20 : 1)))), x, y);
}, {passive: false});
map.addEventListener('dblclick', event => { const [x, y] = at(event); zoom(0.5, x, y); });
map.addEventListener('keydown', event => {
  const step = 0.15, keys = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}, to = keys[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (to) { state.x += to[0] * step * state.w * state.s; state.y += to[1] * step * state.h * state.s; show(); }
  else if (event.key === '+' || event.key === '=') zoom(1 / 1.5);
  else if (event.key === '-') zoom(1.5);
  else if (event.key === '0') fitRoutes();
  else return;
  event.preventDefault();
});
list.addEventListener('keydown', event => {
  const to = {ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: items.length - 1}[event.key];
  if (to === undefined) return;
  event.preventDefault();
  activate(to);
});
list.addEventListener('click', event => {
  const row = event.target.closest('li');
  if (row) activate(Array.from(list.children).indexOf(row));
});
list.addEventListener('focus', () => { if (active < 0 && list.matches(':focus-visible')) activate(0); });
search.addEventListener('input', listed);
search.addEventListener('keydown', event => {
  if (event.key === 'ArrowDown' && items.length) { event.preventDefault(); list.focus(); if (active < 0) activate(0); }
});
id('closer').addEventListener('click', () => zoom(1 / 1.6));
id('farther').addEventListener('click', () => zoom(1.6));
id('fit').addEventListener('click', fitRoutes);
if (data.caucasus) id('caucasus').addEventListener('click', () => fit(data.caucasus));

function resize() {
  state.w = map.clientWidth || 1;
  state.h = map.clientHeight || 1;
}
document.querySelectorAll('#buttons, #time, #side').forEach(part => { part.hidden = false; });
id('caucasus').hidden = !data.caucasus;
over.classList.add('live');
sheet.setAttribute('preserveAspectRatio', 'none');
over.setAttribute('preserveAspectRatio', 'none');
choose();
resize();
fit(data.fit);
if (state.question) fitRoutes();
refresh();
new ResizeObserver(() => { resize(); show(); }).observe(map);
}());
