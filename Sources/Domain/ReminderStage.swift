/// The stages that reports sort reminders into, by how many emails an episode has had: none; 1-2; 3-4; 5 and more.
public enum ReminderStage {
  /// The number of sent emails from which on each stage after the first counts, ascending.
  public static let starts = [1, 3, 5]
}
