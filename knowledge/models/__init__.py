from knowledge.models.article import Article, ArticleQuerySet
from knowledge.models.reading import Rating, Use, Visit
from knowledge.models.version import Version

__all__ = ["Article", "ArticleQuerySet", "Rating", "Use", "Version", "Visit"]
