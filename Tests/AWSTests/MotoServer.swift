import Foundation
import JSON
import TestKit

/// AWS as moto plays it, with authentication on: a wrong signature, a foreign key or a missing permission is refused.
///
/// It has a FIFO queue, a topic that delivers raw to a queue, and a bus whose rule delivers to two queues.
final class MotoServer {
  /// The one server of a test run, since it takes seconds to start; it ends with the run.
  nonisolated(unsafe) static let shared = Result { try MotoServer() }

  /// The addresses and the keys of a role that may send, receive and put events, and of a user who may do nothing.
  let setup: JSON
  private let process: PythonProcess

  init() throws {
    process = try PythonProcess(MotoServer.program, [], python: Peers.python ?? "python3")
    guard let line = process.line() else { throw NoSetup() }
    setup = try JSON.parse(line)
  }

  subscript(name: String) -> String { setup[name]?.string ?? "" }

  /// What an AWS tool would find in its environment.
  var environment: [String: String] {
    [
      "AWS_ACCESS_KEY_ID": self["key"], "AWS_SECRET_ACCESS_KEY": self["secret"], "AWS_SESSION_TOKEN": self["token"],
      "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": self["url"],
    ]
  }

  private struct NoSetup: Error {}

  private static let program = #"""
    import json, logging, os, time
    os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "inf"
    os.environ["AWS_ACCESS_KEY_ID"] = os.environ["AWS_SECRET_ACCESS_KEY"] = "setup"
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
    import boto3
    logging.getLogger("werkzeug").disabled = True
    from moto import settings
    from moto.server import ThreadedMotoServer
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    url = "http://%s:%d" % server.get_host_and_port()
    client = lambda name: boto3.client(name, endpoint_url=url)
    iam, sts, sqs, sns, events = (client(name) for name in ("iam", "sts", "sqs", "sns", "events"))

    everyone = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
    allowed = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
        "sqs:CreateQueue", "sqs:SendMessage", "sqs:SendMessageBatch", "sqs:ReceiveMessage", "sqs:DeleteMessage", "events:PutEvents", "sns:Publish"]}]}
    role = iam.create_role(RoleName="function", AssumeRolePolicyDocument=json.dumps(everyone))["Role"]["Arn"]
    iam.put_role_policy(RoleName="function", PolicyName="send", PolicyDocument=json.dumps(allowed))
    keys = sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    iam.create_user(UserName="powerless")
    powerless = iam.create_access_key(UserName="powerless")["AccessKey"]

    queue = lambda name, **attributes: sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    arn = lambda url: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    looped = queue("looped")
    fifo, ruled, subscribed = queue("events.fifo", FifoQueue="true"), queue("ruled"), queue("subscribed")
    topic = sns.create_topic(Name="topic")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn(subscribed), Attributes={"RawMessageDelivery": "true"})
    wrapped = queue("wrapped")
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn(wrapped))
    events.create_event_bus(Name="rekindle")
    events.put_rule(Name="due", EventBusName="rekindle", EventPattern=json.dumps({"detail-type": ["echo.emitted"]}))
    events.put_targets(Rule="due", EventBusName="rekindle", Targets=[
        {"Id": "ruled", "Arn": arn(ruled)}, {"Id": "looped", "Arn": arn(looped)}])
    event = {"specversion": "1.0", "id": "from-sns", "source": "/topic", "type": "echo.event", "data": {"n": 1}}
    sns.publish(TopicArn=topic, Message=json.dumps(event))

    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    print(json.dumps({"url": url, "fifo": fifo, "ruled": ruled, "looped": looped, "subscribed": subscribed,
        "wrapped": wrapped, "topic": topic, "key": keys["AccessKeyId"], "secret": keys["SecretAccessKey"],
        "token": keys["SessionToken"], "powerlessKey": powerless["AccessKeyId"], "powerlessSecret": powerless["SecretAccessKey"]}))
    parent = os.getppid()
    while os.getppid() == parent: time.sleep(0.2)
    os._exit(0)
    """#
}
