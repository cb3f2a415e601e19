import Campaigns
import Domain
import JSON
import Rendering
import Testing

/// Tasks for a person, from the author's file to what is put on the list, and variants that go to one.
@Suite struct WorklistMessageTests {
  private static let call = """
    ---
    title: "Call {{first_name}}"
    tries: 3
    again: 2 days
    ---
    {{first_name}} was **quiet** in {{course_name}}.

    Ask why.

    """

  private static func campaign(_ step: String = "  - { id: call, day: 9, channels: [worklist], template: call }\n")
    -> MiniCampaign
  {
    var mini = MiniCampaign()
    mini.files["campaign.yaml"]? += step
    mini.files["messages/call.worklist.md"] = call
    return mini
  }

  @Test func aTaskSaysHowOftenAndForHowLong() throws {
    let compiled = try Self.campaign().compile()
    let body = try #require(compiled.messages["call", .worklist]?.body)
    let source = try #require(WorklistSource(json: body))
    #expect(source.tries == 3 && source.again == .days(2) && source.pause == .days(14) && source.openFor == .days(14))
    let pages = try CampaignPreview.pages(of: compiled)
    #expect(
      pages.first { $0.name == "call.learner.worklist.txt" }?.text == "Call Ann\n\nAnn was quiet in Care.\n\nAsk why.\n"
    )
  }

  @Test(arguments: [
    ("tries: 3", "tries: 11", ":3: '11' is not a number of tries from 1 to 10"),
    ("again: 2 days", "again: 2 minutes", ":4: '2 minutes' is not a span from '1 hour' to '365 days'"),
    ("title: \"Call {{first_name}}\"\n", "", "the key title is missing"),
    ("{{first_name}} was", "{{frst_name}} was", "the variable frst_name is not in the sample"),
    ("tries: 3", "trys: 3", "the key trys is unknown"),
  ])
  func aFaultNamesItsLine(_ good: String, _ bad: String, _ fault: String) {
    var mini = Self.campaign()
    mini.replace("messages/call.worklist.md", good, bad)
    let faults = mini.faults()
    #expect(faults.contains { $0.contains("messages/call.worklist.md") && $0.contains(fault) }, "\(faults)")
  }

  private static let experiment = """
      - id: second
        day: 9
        channels: [sms]
        template: text
        experiment: voice
        variants:
          - { name: text, share: 50% }
          - { name: call, share: 50%, channels: [worklist], template: call }

    """

  @Test func aVariantMayGoToAPerson() throws {
    var mini = Self.campaign(Self.experiment)
    mini.replace("campaign.yaml", "steps:", "goal: { within: 14 days }\nsteps:")
    let campaign = try mini.compile().campaign
    #expect(campaign.assigned(["voice": "call"]).steps[2].channels == [.worklist])
    #expect(campaign.assigned(["voice": "text"]).steps[2].channels == [.sms])
    #expect(campaign.everyChannel == [.email, .sms, .worklist])
    #expect(try Campaign(json: JSON.parse(campaign.json.text)) == campaign)
    mini.files["messages/call.worklist.md"] = nil
    #expect(mini.faults().contains { $0.contains("messages/call.worklist.md is missing") })
    mini = Self.campaign(Self.experiment.replacing("channels: [worklist], ", with: "channels: [], "))
    #expect(mini.faults().contains { $0.contains("a variant needs a channel") })
  }
}
