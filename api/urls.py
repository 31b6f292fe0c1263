from django.urls import path

from api import kept, lists
from api.catalogue import views as catalogue
from api.docs import schema
from api.incidents import acts, conversation, views
from api.knowledge import acts as article_acts
from api.knowledge import views as articles
from api.knowledge.search import ArticleSearch
from api.surveys import views as surveys
from api.unknown import Unknown

app_name = "api"
urlpatterns = [
    path("schema/", schema, name="schema"),
    path("incidents/", views.Incidents.as_view(), name="incidents"),
    path("incidents/<str:handle>/", views.OneIncident.as_view(), name="incident"),
    path("incidents/<str:handle>/actions/", acts.Offers.as_view(), name="actions"),
    *acts.urls(),
    path("incidents/<str:handle>/children/", views.Children.as_view(), name="children"),
    path("incidents/<str:handle>/entries/", conversation.Entries.as_view(), name="entries"),
    path("incidents/<str:handle>/messages/", conversation.Messages.as_view(), name="messages"),
    path("incidents/<str:handle>/attachments/", conversation.Attachments.as_view(), name="attachments"),
    path("incidents/<str:handle>/relations/", conversation.Relations.as_view(), name="relations"),
    path("incidents/<str:handle>/order/", catalogue.OneOrder.as_view(), name="order"),
    path("catalogue/", catalogue.Catalogue.as_view(), name="catalogue"),
    path("catalogue/<int:pk>/", catalogue.OneItem.as_view(), name="catalogue_item"),
    path("catalogue/<int:pk>/requests/", catalogue.Requests.as_view(), name="catalogue_requests"),
    path("approvals/", catalogue.Approvals.as_view(), name="approvals"),
    path("attachments/<int:pk>/", conversation.Content.as_view(), name="attachment"),
    path("articles/search/", ArticleSearch.as_view(), name="article_search"),
    path("articles/", articles.Articles.as_view(), name="articles"),
    path("articles/<str:reference>/", articles.OneArticle.as_view(), name="article"),
    path("articles/<str:reference>/actions/", article_acts.Offers.as_view(), name="article_actions"),
    *article_acts.urls(),
    path("articles/<str:reference>/rating/", articles.Rate.as_view(), name="article_rating"),
    path("articles/<str:reference>/versions/", articles.Versions.as_view(), name="article_versions"),
    path("search/", views.Search.as_view(), name="search"),
    path("views/", kept.Views.as_view(), name="views"),
    path("views/v<int:pk>/", kept.OneView.as_view(), name="view"),
    path("services/", lists.Services.as_view(), name="services"),
    path("teams/", lists.Teams.as_view(), name="teams"),
    path("categories/", lists.Categories.as_view(), name="categories"),
    path("items/", lists.Items.as_view(), name="items"),
    path("resolution-codes/", lists.ResolutionCodes.as_view(), name="resolution_codes"),
    path("surveys/", surveys.Surveys.as_view(), name="surveys"),
    path("surveys/questions/", surveys.Questions.as_view(), name="survey_questions"),
    path("surveys/results/", surveys.Results.as_view(), name="survey_results"),
    path("surveys/follow-ups/", surveys.FollowUps.as_view(), name="follow_ups"),
    path("surveys/follow-ups/<int:pk>/conclude/", surveys.Conclusions.as_view(), name="conclude_follow_up"),
    path("surveys/<int:pk>/", surveys.OneSurvey.as_view(), name="survey"),
    path("surveys/<int:pk>/answer/", surveys.Answers.as_view(), name="answer_survey"),
    path("me/", lists.Me.as_view(), name="me"),
    path("<path:rest>", Unknown.as_view(), name="unknown"),
]
