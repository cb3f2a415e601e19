import FunctionContract
import YAML

extension AWSTemplate {
  /// What the function itself may do: write its log, read its queue, put its own types on the bus.
  func role(_ manifest: Manifest) -> Document {
    let statements =
      [writesLog(manifest)] + networkInterfaces(manifest)
      + (takesEvents(manifest) ? [unlessPiped(manifest, readsQueue(manifest))] : [])
      + (manifest.emits.isEmpty ? [] : [unlessPiped(manifest, putsEvents(manifest))])
      + sendsByAWS(manifest)
    return [
      "AssumeRolePolicyDocument": CloudFormation.trust("lambda.amazonaws.com"),
      "Policies": [
        ["PolicyName": "function", "PolicyDocument": CloudFormation.policy(statements)]
      ],
    ]
  }

  private func writesLog(_ manifest: Manifest) -> Document {
    CloudFormation.allow(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      on: CloudFormation.attribute("\(manifest.logicalID)Log", "Arn"))
  }

  /// Lambda makes network interfaces under the function's role; the function's own code may not.
  private func networkInterfaces(_ manifest: Manifest) -> [Document] {
    let actions = [
      "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    let function = CloudFormation.sub(
      "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-\(manifest.name)")
    return [
      CloudFormation.allow(actions, on: "*"),
      [
        "Effect": "Deny", "Action": .texts(actions), "Resource": "*",
        "Condition": ["ArnEquals": ["lambda:SourceFunctionArn": function]],
      ],
    ]
  }

  /// Lambda's own key is what SES and SNS are asked with.
  private func sendsByAWS(_ manifest: Manifest) -> [Document] {
    let settings = Set(manifest.environment.all)
    let actions =
      (settings.contains("SES_CONFIGURATION_SET") ? ["ses:SendEmail", "ses:SendRawEmail"] : [])
      + (settings.contains("SNS_SMS_TYPE") ? ["sns:Publish"] : [])
    return actions.isEmpty ? [] : [CloudFormation.allow(actions, on: "*")]
  }

  func readsQueue(_ manifest: Manifest) -> Document {
    CloudFormation.allow(
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      on: CloudFormation.attribute("\(manifest.logicalID)Queue", "Arn"))
  }

  func putsEvents(_ manifest: Manifest) -> Document {
    CloudFormation.allow(
      ["events:PutEvents"], on: CloudFormation.attribute("EventBus", "Arn"),
      when: [
        "StringEquals": [
          "events:detail-type": .texts(manifest.emits), "events:source": .text("/functions/\(manifest.name)"),
        ]
      ])
  }
}
