from punte.protection.catalogue.models.offer import Offer

__all__ = ["Offer"]
