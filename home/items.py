"""The site's own pages as readers see them."""

from content.reading import Item, Moment, PhotoView, Written


class HomeItem(Item):
    type_name = "HomePage"
    template_name = "home/home.html"

    lead = Written()

    @property
    def photo(self) -> PhotoView | None:
        return next((photo for uid in self.card["photos"] if (photo := self.photo_of(uid))), None)


class IndexItem(Item):
    type_name = "IndexPage"
    template_name = "home/index.html"

    lists = Written()
    lead = Written()


class InfoItem(Item):
    type_name = "InfoPage"
    template_name = "home/info.html"

    lead = Written()


class GuideItem(InfoItem):
    type_name = "GuidePage"
    template_name = "home/guide.html"

    topic = Written()
    reviewed_at = Moment()
