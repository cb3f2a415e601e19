// FunctionHost
