// CampaignsTests
