// FunctionHostTests
