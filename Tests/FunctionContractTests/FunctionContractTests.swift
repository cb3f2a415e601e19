// FunctionContractTests
