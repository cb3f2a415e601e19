import Channels
import Domain
import Foundation
import JSON
import TestKit
import Transport

/// Amazon SES and SNS as moto plays them, with authentication on, and what they have taken.
final class MotoMail {
  /// The one server of a test run, since it takes seconds to start; it ends with the run.
  nonisolated(unsafe) static let shared = Result { try MotoMail() }

  private let setup: JSON
  private let process: PythonProcess

  init() throws {
    process = try PythonProcess(MotoMail.program, [], python: Peers.python ?? "python3")
    guard let line = process.line() else { throw Spawn.Failure(description: "moto does not start") }
    setup = try JSON.parse(line)
  }

  /// What an AWS tool finds in its environment: the key of a role that may send, which expires.
  var environment: [String: String] {
    [
      "AWS_ACCESS_KEY_ID": self["key"], "AWS_SECRET_ACCESS_KEY": self["secret"], "AWS_SESSION_TOKEN": self["token"],
      "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": self["url"],
    ]
  }

  private subscript(name: String) -> String { setup[name]?.string ?? "" }

  /// The emails that were taken for a recipient, read by Python's own library.
  func emails(to recipient: String) throws -> [JSON] {
    (try look("emails").array ?? []).filter { $0["recipients"]?.array?.contains(.string(recipient)) == true }
  }

  /// The texts that were taken for a number.
  func texts(to number: String) throws -> [JSON] {
    (try look("texts").array ?? []).filter { $0["to"]?.string == number }
  }

  /// Publishes `message` to a topic; what SNS posts of it to a subscriber, with the certificate that its address leads to.
  func posted(_ message: String) throws -> (body: [UInt8], certificate: [UInt8]) {
    let post = try look("post", Array(message.utf8))
    return (Array((post["body"]?.string ?? "").utf8), Array((post["certificate"]?.string ?? "").utf8))
  }

  private func look(_ path: String, _ body: [UInt8]? = nil) throws -> JSON {
    let client = try HTTPClient(answerLimit: 8 << 20)
    let observation = client.send(.init("\(self["peek"])/\(path)", body: body, timeout: .seconds(20)))
    guard case .answered(let answer) = observation, answer.status == 200 else {
      throw Spawn.Failure(description: "\(observation)")
    }
    return try JSON.parse(answer.body, limits: JSONLimits(bytes: 8 << 20, depth: 32))
  }

  private static let program = #"""
    import email, email.policy, json, logging, os, queue, threading, time, urllib.request
    os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "inf"
    os.environ["AWS_ACCESS_KEY_ID"] = os.environ["AWS_SECRET_ACCESS_KEY"] = "setup"
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
    import boto3
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    logging.getLogger("werkzeug").disabled = True
    from moto import settings
    from moto.server import ThreadedMotoServer
    from moto.ses.models import ses_backends
    from moto.sns.models import sns_backends
    account, region = "123456789012", "us-east-1"
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    url = "http://%s:%d" % server.get_host_and_port()
    client = lambda name: boto3.client(name, endpoint_url=url)
    iam, sts, sns, sesv2 = (client(name) for name in ("iam", "sts", "sns", "sesv2"))

    everyone = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
    allowed = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": ["ses:*", "sns:*"]}]}
    role = iam.create_role(RoleName="sender", AssumeRolePolicyDocument=json.dumps(everyone))["Role"]["Arn"]
    iam.put_role_policy(RoleName="sender", PolicyName="send", PolicyDocument=json.dumps(allowed))
    keys = sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    sesv2.create_email_identity(EmailIdentity="courses@learn.example")
    publisher = boto3.client("sns", endpoint_url=url, aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
    posts = queue.Queue()

    def read(message):
        mail = email.message_from_string(message.raw_data, policy=email.policy.default)
        part = lambda kind: (mail.get_body((kind,)).get_content() if mail.get_body((kind,)) else None)
        return {"id": message.id, "recipients": message.destinations, "text": part("plain"), "html": part("html"),
            "type": mail.get_content_type(), "headers": {name.lower(): str(value) for name, value in mail.items()}}

    def certificate(address):
        signed = "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0"
        request = urllib.request.Request(url + "/" + address.rsplit("/", 1)[1], headers={"Authorization": signed})
        return urllib.request.urlopen(request).read().decode()

    class Peek(BaseHTTPRequestHandler):
        def log_message(self, *_): pass
        def answer(self, value):
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def do_GET(self):
            if self.path == "/emails":
                self.answer([read(message) for message in ses_backends[account][region].sent_messages])
            else:
                texts = sns_backends[account][region].sms_messages
                self.answer([{"id": key, "to": to, "text": text} for key, (to, text) in texts.items()])
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path == "/hook":
                posts.put(body)
                return self.answer({})
            publisher.publish(TopicArn=topic, Message=body)
            post = posts.get(timeout=15)
            self.answer({"body": post, "certificate": certificate(json.loads(post)["SigningCertURL"])})

    peek = ThreadingHTTPServer(("127.0.0.1", 0), Peek)
    threading.Thread(target=peek.serve_forever, daemon=True).start()
    peek_url = "http://127.0.0.1:%d" % peek.server_port
    topic = sns.create_topic(Name="ses-events")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=peek_url + "/hook")

    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    print(json.dumps({"url": url, "peek": peek_url, "key": keys["AccessKeyId"], "secret": keys["SecretAccessKey"],
        "token": keys["SessionToken"]}))
    parent = os.getppid()
    while os.getppid() == parent: time.sleep(0.2)
    os._exit(0)
    """#
}
