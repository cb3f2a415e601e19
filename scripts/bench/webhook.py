def unsigned():
    from handlers import request
    return request("POST", "/webhooks/sendgrid", {"content-type": "application/json"}, "[]")
def measure(bench):
    pass
