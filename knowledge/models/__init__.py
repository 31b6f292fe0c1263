from knowledge.models.article import Article, ArticleQuerySet
from knowledge.models.reading import Rating, Use, Visit
from knowledge.models.search import Indexed, Posting, Search, SearchTerm, Vocabulary
from knowledge.models.spared import Spared
from knowledge.models.synonym import Synonym
from knowledge.models.version import Version

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Indexed",
    "Posting",
    "Rating",
    "Search",
    "SearchTerm",
    "Spared",
    "Synonym",
    "Use",
    "Version",
    "Visit",
    "Vocabulary",
]
