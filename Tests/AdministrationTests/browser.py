"""Debian's Chromium over the DevTools protocol on two pipes, driven by keys alone: `browser.py ADDRESS KEYS SHOTS WIDTH`."""
import base64, json, os, subprocess, sys, tempfile, time

address, keys, shots, width = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3], int(sys.argv[4])
height = 844 if width < 600 else 900


class Browser:
    def __init__(self, profile):
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

    def call(self, method, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(method + ": " + answer["error"]["message"])
                return answer["result"]
            self.note(answer)

    def read(self):
        while b"\0" not in self.buffer:
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
        said = self.value("document.querySelector('main').innerText.slice(0, 1500)")
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

    def shoot(self, name):
        time.sleep(0.3)
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        picture = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip={
            "x": 0, "y": 0, "width": width, "height": min(size["height"], 4000), "scale": 1})
        with open(f"{shots}/{name}-{width}.png", "wb") as file:
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


def sign_in(browser, key):
    browser.until("!document.getElementById('door').hidden")
    browser.focus("key")
    browser.type(key)
    browser.press("Enter")
    browser.until("document.querySelectorAll('#previews iframe, #previews pre').length")


def run(browser):
    said = "document.getElementById('said').textContent"
    browser.call("Page.navigate", url=address + "/admin/campaigns/course-completion")
    browser.until("document.getElementById('door') && !document.getElementById('door').hidden")
    browser.look("door")
    browser.focus("key")
    browser.type("rk-wrong")
    browser.press("Enter")
    browser.until("document.getElementById('wrong').textContent")
    browser.complaints = [text for text in browser.complaints if "401" not in text]
    sign_in(browser, keys["writer"])
    browser.look("published")

    # A message is chosen, its words changed, and its faults told while they are typed.
    browser.focus("message")
    for _ in range(30):
        if browser.value("document.getElementById('message').value") == "welcome-back/email":
            break
        browser.press("ArrowDown")
    browser.until("!document.getElementById('source').readOnly")
    browser.focus("source")
    browser.press("End", control=True)
    browser.type("\nSee you, {{firstname}} <script>alert(1)</script>\n")
    browser.until("document.getElementById('faults').children.length")
    assert "did you mean first_name?" in browser.value("document.getElementById('faults').innerText")
    browser.look("faults")
    browser.value("document.getElementById('source').value = document.getElementById('source').value"
                  ".replace('See you, {{firstname}} <script>alert(1)</script>', '')")
    browser.type("Quite new words, {{first_name}}.\n")
    browser.until("document.getElementById('verdict').textContent === 'Nothing is wrong with it.'")
    browser.until("document.querySelector('#previews iframe').srcdoc.includes('Quite new words, ')")
    browser.look("preview")

    # It is saved, compared and asked for.
    browser.focus("save")
    browser.press("Enter")
    browser.until(said + ".startsWith('The draft is saved')")
    browser.focus("compare")
    browser.press("Enter")
    browser.until("document.querySelector('#diff ins')")
    assert "Quite new words" in browser.value("document.querySelector('#diff ins').textContent")
    assert browser.value("document.activeElement.id") == "changes-title"
    browser.look("changes")

    # Somebody else saves in between: nothing is lost, and the next to save is told.
    change = {"template": "gentle", "channel": "email", "source": "Other words."}
    asked = {"method": "PATCH", "body": json.dumps(change), "headers": {
        "authorization": "Bearer " + keys["writer"], "content-type": "application/json", "if-match": "*"}}
    assert browser.value(f"fetch('/api/drafts/1', {json.dumps(asked)}).then((answer) => answer.status)") == 200
    browser.focus("source", back=True)
    browser.press("End", control=True)
    browser.type("And more.\n")
    browser.focus("save")
    browser.press("Enter")
    browser.until("document.getElementById('wrong').textContent.startsWith('Somebody else has changed')")
    assert "And more." in browser.value("document.getElementById('source').value")
    browser.look("stale")
    browser.complaints = [text for text in browser.complaints if "412" not in text]
    take_back = {**asked, "body": json.dumps({**change, "source": None})}
    assert browser.value(f"fetch('/api/drafts/1', {json.dumps(take_back)}).then((answer) => answer.status)") == 200
    browser.focus("save")
    browser.press("Enter")
    browser.until("document.getElementById('wrong').textContent.startsWith('Somebody else has changed')")
    browser.focus("save")
    browser.press("Enter")
    browser.until(said + ".startsWith('The draft is saved')")
    browser.complaints = [text for text in browser.complaints if "412" not in text]

    # It is taken away as files.
    for control, file in [("folder", "course-completion.tar"), ("patch", "course-completion-draft-1.patch")]:
        browser.focus(control)
        browser.press("Enter")
        end = time.time() + 20
        while not os.path.exists(os.path.join(browser.files, file)):
            wrong = browser.value("document.getElementById('wrong').textContent")
            assert time.time() < end, f"{file} never came: {wrong} {os.listdir(browser.files)}"
            time.sleep(0.05)
    browser.focus("request", back=True)
    browser.press("Enter")
    browser.until(said + ".startsWith('Somebody else is asked')")
    assert browser.value("document.getElementById('decision').hidden")

    # Another key approves.
    browser.focus("leave")
    browser.press("Enter")
    sign_in(browser, keys["approver"])
    browser.until("!document.getElementById('approve').hidden")
    browser.look("decision")
    browser.focus("approve")
    browser.press("Enter")
    browser.until(said + ".startsWith('The words are published')")
    browser.until("document.getElementById('state').textContent.startsWith('Published as version 2')")
    browser.look("approved")

    # A message on three channels, with another learner's values.
    browser.call("Page.navigate", url=address + "/admin/campaigns/aida-agents")
    browser.until("document.querySelectorAll('#previews figure').length === 3")
    browser.focus("sample")
    browser.press("ArrowDown")
    browser.until("document.getElementById('sample').value === 'learner'")
    browser.look("channels")
    assert browser.value("sessionStorage.length") == 1 and browser.value("localStorage.length + document.cookie.length") == 0
    assert browser.complaints == [], browser.complaints


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    browser = Browser(profile)
    try:
        run(browser)
        print("it works", flush=True)
    except Exception as fault:
        try:
            browser.shoot("fault")
        except Exception:
            pass
        print(repr(fault)[:3000], flush=True)
    finally:
        browser.process.kill()
        browser.process.wait()
