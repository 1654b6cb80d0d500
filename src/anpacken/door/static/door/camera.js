// <ap-door-camera>: looks for codes and says each that it reads with "door-code"; "door-no-camera" where there is none to
// be had. What a code means is the check-in page's affair.
const WIDEST = 640; // pixels; a larger picture takes our own decoder longer and shows it no more

// A function that reads the code before the camera: by the browser where it can, elsewhere (iPhones, Firefox, most
// desktops) by a decoder of our own, which is only then fetched.
async function makeReader(decoder) {
  if ("BarcodeDetector" in globalThis && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue;
  }
  await import(decoder);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDEST / Math.max(video.videoWidth, video.videoHeight, 1));
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (!width || !height) return undefined;
    [canvas.width, canvas.height] = [width, height];
    pen.drawImage(video, 0, 0, width, height);
    const { data } = pen.getImageData(0, 0, width, height);
    return globalThis.jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data;
  };
}

class DoorCamera extends HTMLElement {
  connectedCallback() {
    if (!navigator.mediaDevices?.getUserMedia) return;
    const button = this.querySelector("[data-scan]");
    button.hidden = false;
    button.addEventListener("click", () => this.scan());
  }

  say(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { bubbles: true, detail }));
  }

  async scan() {
    const video = this.querySelector("[data-camera]");
    if (video.srcObject) return this.stop(video);
    let readCode;
    try {
      readCode = await makeReader(this.dataset.decoder);
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      this.say("door-no-camera");
      return;
    }
    video.hidden = false;
    await video.play();
    let last = "";
    let since = 0;
    while (video.srcObject) {
      const code = await readCode(video);
      // The same ticket stays in front of the camera for a while.
      if (code && (code !== last || Date.now() - since > 5000)) {
        last = code;
        this.say("door-code", code);
      }
      if (code) since = Date.now();
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  stop(video) {
    for (const track of video.srcObject.getTracks()) track.stop();
    video.srcObject = null;
    video.hidden = true;
  }
}

customElements.define("ap-door-camera", DoorCamera);
