import Plugins
import Testing

@Suite("Parameters from text")
struct ParameterTests {
  /// The error of a request with these parameters, as it is printed.
  func fault(_ texts: [(name: String, text: String)]) -> String {
    do throws(ParameterError) {
      _ = try motion.values(from: texts)
      return ""
    } catch {
      return error.description
    }
  }

  @Test("without any, every session parameter takes its default, in declared order")
  func defaults() throws {
    let expected: [Value] = [
      .number(0.5), .number(2), .integer(10), .text(""), .text("fast"), .boolean(false),
    ]
    #expect(try motion.values(from: []) == expected)
  }

  @Test("a request's values win over the manifest's, and those over the defaults")
  func precedence() throws {
    let fixed = [
      "sensitivity": ParameterSetting(text: "0.25", line: 1, column: 1),
      "limit": ParameterSetting(text: "7", line: 1, column: 1),
      "model": ParameterSetting(text: "large", line: 1, column: 1),
    ]
    let values = try motion.values(from: [("limit", "9")], fixed: fixed)
    #expect(values[0] == .number(0.25))
    #expect(values[2] == .integer(9))
    #expect(try motion.adminValues(fixed: fixed) == [.text("large")])
    #expect(try motion.adminValues(fixed: [:]) == [.text("small")])
  }

  @Test(
    "each type is read from its usual forms",
    arguments: [
      ("sensitivity", "1", Value.number(1)), ("sensitivity", "5e-1", .number(0.5)),
      ("interval", "3 s", .number(3)), ("interval", "0.5s", .number(0.5)),
      ("limit", "100", .integer(100)), ("region", "0,0 1,1", .text("0,0 1,1")),
      ("method", "exact", .text("exact")), ("night", "true", .boolean(true)),
      ("night", "0", .boolean(false)),
    ])
  func forms(name: String, text: String, expected: Value) throws {
    let parameter = try #require(motion.parameters.first { $0.name == name })
    #expect(try parameter.value(from: text) == expected)
  }

  @Test(
    "what a parameter cannot take is refused with its rule",
    arguments: [
      ("sensitivity", "1.5", "motion: parameter 'sensitivity' is 1.5; it must be between 0 and 1"),
      (
        "sensitivity", "-0.1", "motion: parameter 'sensitivity' is -0.1; it must be between 0 and 1"
      ),
      ("sensitivity", "high", "motion: parameter 'sensitivity' is 'high'; it must be a number"),
      ("sensitivity", "nan", "motion: parameter 'sensitivity' is nan; it must be a number"),
      ("sensitivity", "", "motion: parameter 'sensitivity' is ''; it must be a number"),
      ("interval", "2 min", "motion: parameter 'interval' is '2 min'; it must be a number"),
      ("interval", "90", "motion: parameter 'interval' is 90; it must be between 0.04 and 60 s"),
      ("limit", "2.5", "motion: parameter 'limit' is 2.5; it must be a whole number"),
      ("limit", "0", "motion: parameter 'limit' is 0; it must be between 1 and 100"),
      ("night", "yes", "motion: parameter 'night' is 'yes'; it must be true or false"),
      (
        "night", "ture",
        "motion: parameter 'night' is 'ture'; it must be true or false; did you mean 'true'?"
      ),
      (
        "method", "exct",
        "motion: parameter 'method' is 'exct'; it must be fast, exact or both; "
          + "did you mean 'exact'?"
      ),
      (
        "region", "a\0b",
        "motion: parameter 'region' is 'a b'; it must be text without NUL characters"
      ),
      (
        "model", "x",
        "motion: parameter 'model' is set by the administrator in the manifest; "
          + "a request cannot set it"
      ),
      ("sensitvity", "1", "motion has no parameter 'sensitvity'; did you mean 'sensitivity'?"),
      (
        "colour", "1",
        "motion has no parameter 'colour'; it has sensitivity, interval, limit, region, "
          + "method and night"
      ),
    ])
  func refusals(name: String, text: String, message: String) {
    #expect(fault([(name, text)]) == message)
  }

  @Test("a parameter that is given twice is refused")
  func twice() {
    #expect(
      fault([("limit", "1"), ("limit", "2")])
        == "motion: parameter 'limit' is given twice; give it once")
  }

  @Test("values are written as they are read")
  func written() {
    let values: [Value] = [
      .number(2), .number(0.5), .number(1e300), .integer(-3), .boolean(true), .text("x"),
    ]
    #expect(values.map(\.description) == ["2", "0.5", "1e+300", "-3", "true", "x"])
  }
}
