"""Debian's Chromium over the DevTools protocol on two pipes: `drive(scenario, width)`."""
import base64, json, os, select, subprocess, tempfile, time


class Browser:
    """One tab, `width` pixels wide. What the page complains of is in `complaints`, what it downloads in the folder `files`."""

    def __init__(self, profile, width, shots=None):
        self.width, self.shots = width, shots
        height = 844 if width < 600 else 900
        to_browser, from_us = os.pipe()
        to_us, from_browser = os.pipe()

        def take_ends():
            os.dup2(to_browser, 13), os.dup2(from_browser, 14)
            os.dup2(13, 3), os.dup2(14, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--remote-debugging-pipe", "--user-data-dir=" + profile, f"--window-size={width},{height}", "about:blank"],
            preexec_fn=take_ends, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser), os.close(from_browser)
        self.out, self.input, self.buffer = from_us, to_us, b""
        self.files = os.path.join(profile, "files")
        os.mkdir(self.files)
        self.count, self.session, self.complaints = 0, None, []
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.files)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Accessibility"]:
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)
        self.call("Emulation.setTouchEmulationEnabled", enabled=width < 600)

    def send(self, method, **params):
        """Asks, and waits for nothing: a touch that leaves the page may never be answered."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        return self.count

    def call(self, method, **params):
        asked = self.send(method, **params)
        while True:
            answer = self.read(method)
            if answer.get("id") == asked:
                if "error" in answer:
                    raise RuntimeError(method + ": " + answer["error"]["message"])
                return answer["result"]
            if "method" in answer:
                self.note(answer)

    def read(self, method, seconds=60):
        while b"\0" not in self.buffer:
            if not select.select([self.input], [], [], seconds)[0]:
                raise RuntimeError(f"no answer to {method} in {seconds} s")
            piece = os.read(self.input, 1 << 16)
            if not piece:
                raise RuntimeError("the browser has ended")
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def note(self, event):
        params = event.get("params", {})
        if event["method"] == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description", details["text"]))
        elif event["method"] == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.complaints.append(params["entry"]["text"] + " " + params["entry"].get("url", ""))
        elif event["method"] == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.complaints.append(json.dumps(params["args"]))
        elif event["method"] == "Page.javascriptDialogOpening":
            self.complaints.append("a dialog: " + params["message"])

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(expression + ": " + answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def until(self, expression, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            if self.value(f"Boolean({expression})"):
                return
            time.sleep(0.05)
        said = self.value("document.body.innerText.slice(0, 1500)")
        raise RuntimeError(f"never came true: {expression}\n{said}\n{self.complaints}")

    def press(self, key, shift=False, control=False):
        codes = {"Tab": 9, "Enter": 13, "ArrowDown": 40, "End": 35, "Space": 32}
        text = {"Enter": "\r", "Space": " "}.get(key)
        event = {"key": " " if key == "Space" else key, "code": key, "windowsVirtualKeyCode": codes[key],
                 "modifiers": (8 if shift else 0) | (2 if control else 0)}
        self.call("Input.dispatchKeyEvent", type="keyDown", **event, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text):
        self.call("Input.insertText", text=text)

    def focus(self, name, back=False):
        """Tabs to the control with this id, as somebody without a mouse does."""
        for _ in range(60):
            if self.value("document.activeElement.id") == name:
                return
            self.press("Tab", shift=back)
        raise RuntimeError("no way to " + name + " with the keyboard")

    def touch(self, selector):
        """Touches the middle of what the selector finds, as a thumb does."""
        x, y = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()")
        self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def shoot(self, name):
        time.sleep(0.3)
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        picture = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip={
            "x": 0, "y": 0, "width": self.width, "height": min(size["height"], 4000), "scale": 1})
        with open(f"{self.shots}/{name}-{self.width}.png", "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def unnamed(self):
        """Controls that a screen reader would have no name for."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        roles = {"button", "textbox", "combobox", "link", "Iframe"}
        return [node["role"]["value"] for node in nodes
                if not node.get("ignored") and node.get("role", {}).get("value") in roles
                and not node.get("name", {}).get("value")]

    def look(self, name):
        wide = self.value("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: the page is {wide} px too wide"
        assert self.unnamed() == [], f"{name}: without a name: {self.unnamed()}"
        self.shoot(name)


def drive(scenario, width, shots=None):
    """Runs `scenario` with a browser; prints what it returns as JSON, or what went wrong."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile, width, shots)
        try:
            print(json.dumps(scenario(browser)), flush=True)
        except Exception as fault:
            if shots:
                try:
                    browser.shoot("fault")
                except Exception:
                    pass
            print(json.dumps(repr(fault)[:3000]), flush=True)
        finally:
            browser.process.kill()
            browser.process.wait()
