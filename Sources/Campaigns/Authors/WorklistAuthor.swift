import JSON
import Rendering

/// Tasks for a person: a title, and a plain text that says why and what to say.
struct WorklistAuthor: ChannelAuthor {
  func compile(_ message: MessageCompiler) -> WorklistSource? { message.worklist() }

  func check(
    _ source: WorklistSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    _ = try render(source, with: sample)
  }

  func preview(_ source: WorklistSource, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    let task = try render(source, with: sample)
    return [("txt", "\(task.title)\n\n\(task.text)\n")]
  }

  private func render(_ source: WorklistSource, with sample: JSON) throws(RenderingError) -> RenderedTask {
    try WorklistRenderer.render(
      WorklistTemplate(source), context: sample, sender: PreviewValues.sender, links: PreviewValues.links)
  }
}
