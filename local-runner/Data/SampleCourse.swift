/// A course of the generated platform.
struct SampleCourse {
  var id: Int
  var code: String
  var name: String
  var modules: Int
  /// nil for a course that gives none.
  var cpdPoints: Int?

  static let all = [
    SampleCourse(id: 900_001, code: "ECG-1", name: "Reading an ECG with Confidence", modules: 8, cpdPoints: 4),
    SampleCourse(id: 900_002, code: "DIA-2", name: "Diabetes Care in General Practice", modules: 12, cpdPoints: 6),
    SampleCourse(id: 900_003, code: "PAED-1", name: "Fever in Children", modules: 6, cpdPoints: 3),
    SampleCourse(id: 900_004, code: "STAT-1", name: "Statistics for Clinicians", modules: 10, cpdPoints: nil),
    SampleCourse(id: 900_005, code: "COMM-1", name: "Difficult Conversations", modules: 5, cpdPoints: 1),
    SampleCourse(id: 900_006, code: "RAD-3", name: "Chest X-Ray, Step by Step", modules: 9, cpdPoints: 5),
  ]
}
