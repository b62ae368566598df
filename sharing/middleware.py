"""What a request tells every link of its answer."""

from sharing.travelling import asked_word, travelling


class SourceWordMiddleware:
    """While a page is made, its links know the word by which the visitor came."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with travelling(asked_word(request)):
            return self.get_response(request)
