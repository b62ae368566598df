// A photograph behind a frame. The file is read by this page alone and nothing is sent: what is saved is drawn anew
// on a canvas, so what the camera wrote into the file (place, time, device) stays behind.

const tool = document.querySelector("[data-framer]");
const part = (name) => tool.querySelector(`[data-${name}]`);
const [stage, canvas, empty, save] = ["stage", "canvas", "empty", "save"].map(part);
const says = tool.dataset;

const MAX_BYTES = 30 * 1024 * 1024;
const KEPT_SIDE = 2400; // pixels of the photo's shorter side: enough to zoom in on, quick on a phone
const STEP = 0.02;
const TURN = Math.PI / 36;
const ZOOM = 1.1;
const MIN_ZOOM = 0.2;
const MAX_ZOOM = 8;
const PAPER = "#ffffff"; // where the photo does not reach

let photo = null;
let frame = null;
let place = atStart();

// Where the photo lies. x and y: how far its middle is from the frame's, in parts of the frame's side. zoom 1: its
// shorter side is as long as the frame's.
function atStart() {
  return { x: 0, y: 0, zoom: 1, turn: 0 };
}

// --- Drawing ---------------------------------------------------------------------------------------------------

function draw(onto) {
  const side = onto.width;
  const pen = onto.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, side, side);
  if (photo) {
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, side, side);
    const scale = (place.zoom * side) / Math.min(photo.width, photo.height);
    pen.translate(side * (0.5 + place.x), side * (0.5 + place.y));
    pen.rotate(place.turn);
    pen.scale(scale, scale);
    pen.drawImage(photo, -photo.width / 2, -photo.height / 2);
    pen.setTransform(1, 0, 0, 1, 0, 0);
  }
  if (frame) pen.drawImage(frame, 0, 0, side, side);
}

let waiting = false;
function show() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw(canvas);
  });
}

// --- Moving ----------------------------------------------------------------------------------------------------

const within = (value, low, high) => Math.min(high, Math.max(low, value));

// Zooms and turns around a point, so that what lies under the fingers stays there.
function change({ dx = 0, dy = 0, zoom = 1, turn = 0, at = { x: 0, y: 0 } }) {
  if (!photo) return;
  const wanted = within(place.zoom * zoom, MIN_ZOOM, MAX_ZOOM);
  const scale = wanted / place.zoom;
  const [x, y] = [place.x - at.x, place.y - at.y];
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  place = {
    x: within(at.x + x * cos - y * sin + dx, -2, 2),
    y: within(at.y + x * sin + y * cos + dy, -2, 2),
    zoom: wanted,
    turn: place.turn + turn,
  };
  show();
}

const middle = () => ({ x: place.x, y: place.y });
const acts = {
  left: () => change({ dx: -STEP }),
  right: () => change({ dx: STEP }),
  up: () => change({ dy: -STEP }),
  down: () => change({ dy: STEP }),
  larger: () => change({ zoom: ZOOM }),
  smaller: () => change({ zoom: 1 / ZOOM }),
  turnLeft: () => change({ turn: -TURN, at: middle() }),
  turnRight: () => change({ turn: TURN, at: middle() }),
  reset: () => {
    place = atStart();
    show();
  },
};
const keys = {
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
  "+": "larger", "=": "larger", "-": "smaller", "−": "smaller", "[": "turnLeft", "]": "turnRight", 0: "reset",
};

let told;
function act(name) {
  if (!photo) return;
  acts[name]();
  clearTimeout(told); // one sentence for many presses
  told = setTimeout(() => {
    const degrees = Math.round((place.turn * 180) / Math.PI) % 360;
    const values = { zoom: place.zoom * 100, turn: degrees, x: place.x * 100, y: place.y * 100 };
    say("status", says.place.replace(/%(\w+)%/g, (whole, name) => (name in values ? Math.round(values[name]) : whole)));
  }, 400);
}

canvas.addEventListener("keydown", (event) => {
  const name = keys[event.key];
  if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act(name);
});

for (const button of tool.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => act(button.dataset.do));
}

// Fingers and mouse: one moves, two also zoom and turn.
const pointers = new Map();

function onStage(event) {
  const box = canvas.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width - 0.5, y: (event.clientY - box.top) / box.height - 0.5 };
}

function grip() {
  const [a, b = a] = [...pointers.values()];
  const [across, down] = [b.x - a.x, b.y - a.y];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, length: Math.hypot(across, down), turn: Math.atan2(down, across) };
}

canvas.addEventListener("pointerdown", (event) => {
  if (!photo || event.button) return;
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, onStage(event));
});

function follow(event) {
  if (!pointers.has(event.pointerId)) return;
  const before = grip();
  pointers.set(event.pointerId, onStage(event));
  const after = grip();
  const both = pointers.size > 1 && before.length > 0;
  change({
    dx: after.x - before.x,
    dy: after.y - before.y,
    zoom: both ? after.length / before.length : 1,
    turn: both ? after.turn - before.turn : 0,
    at: before,
  });
}

canvas.addEventListener("pointermove", follow);
canvas.addEventListener("pointerup", (event) => {
  follow(event); // a busy browser may have left the last bit of the way out
  pointers.delete(event.pointerId);
});
canvas.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));

canvas.addEventListener("wheel", (event) => {
  if (!photo) return; // let the page scroll
  event.preventDefault();
  change({ zoom: Math.exp(-within(event.deltaY, -120, 120) * 0.002), at: onStage(event) });
}, { passive: false });

// --- The photo and the frame -----------------------------------------------------------------------------------

function say(where, text) {
  part(where).textContent = text;
}

async function isHeic(file) {
  const start = await file.slice(4, 12).text();
  return /^ftyp(hei|hev|mif1|msf1)/.test(start) || /hei[cf]/i.test(file.type + file.name);
}

// A picture as it is looked at: the browser turns it the way the camera was held.
async function opened(file) {
  const whole = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = KEPT_SIDE / Math.min(whole.width, whole.height);
  if (scale >= 1) return whole;
  const small = document.createElement("canvas");
  [small.width, small.height] = [Math.round(whole.width * scale), Math.round(whole.height * scale)];
  const pen = small.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(whole, 0, 0, small.width, small.height);
  whole.close();
  return small;
}

async function take(file) {
  if (!file) return;
  say("error", "");
  let problem = "";
  try {
    if (file.size > MAX_BYTES) problem = says.tooBig;
    else photo = await opened(file);
  } catch {
    if (await isHeic(file)) problem = says.heic;
    else problem = file.type.startsWith("image/") ? says.broken : says.noPicture;
  }
  if (problem) {
    say("error", problem);
    return;
  }
  place = atStart();
  empty.hidden = true;
  stage.dataset.ready = "";
  say("status", says.loaded);
  show();
  lay(tool.querySelector("[data-frame]:checked"));
  canvas.focus({ preventScroll: true });
  stage.scrollIntoView({ block: "nearest" });
}

part("photo").addEventListener("change", (event) => {
  take(event.target.files[0]);
  event.target.value = ""; // the same file may be chosen again
});

// A photo that misses the stage must not replace the page.
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (event) => event.preventDefault());
}
stage.addEventListener("dragover", () => { stage.dataset.over = ""; });
stage.addEventListener("dragleave", () => { delete stage.dataset.over; });
stage.addEventListener("drop", (event) => {
  delete stage.dataset.over;
  take(event.dataTransfer.files[0]);
});

// Until there is a photo a light copy of the frame will do; the frame itself is for what is saved.
async function lay(choice) {
  const whole = photo !== null;
  const picture = new Image();
  part("alt-text").value = choice.dataset.alt;
  save.disabled = true;
  try {
    await loaded(picture, whole ? choice.dataset.frame : choice.dataset.look);
  } catch {
    say("error", says.noFrame);
    return;
  }
  if (!choice.checked || whole !== (photo !== null)) return; // another was chosen meanwhile, or a photo
  say("error", "");
  frame = picture;
  save.disabled = !whole;
  show();
}

function loaded(picture, address) {
  return new Promise((done, failed) => {
    picture.onload = done;
    picture.onerror = failed;
    picture.src = address;
  });
}

for (const choice of tool.querySelectorAll("[data-frame]")) {
  choice.addEventListener("change", () => lay(choice));
  if (choice.checked) lay(choice);
}

for (const choice of tool.querySelectorAll("[data-shape]")) {
  const set = () => { if (choice.checked) stage.dataset.shape = choice.value; };
  choice.addEventListener("change", set);
  set();
}

// --- Saving ----------------------------------------------------------------------------------------------------

save.addEventListener("click", () => {
  const sheet = document.createElement("canvas");
  sheet.width = sheet.height = Number(part("size").value);
  draw(sheet);
  const kind = part("format").value;
  sheet.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `profile-picture-${sheet.width}.${kind === "image/png" ? "png" : "jpg"}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say("status", says.saved);
  }, kind, 0.92);
});
