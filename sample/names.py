"""The stock of names: real given names and surnames by frequency, joined at random; invented companies and places."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, in its order; an underscore stands for a space within a name."""
    return tuple(word.replace("_", " ") for word in text.split())


# Common in Sweden today, roughly in falling order of frequency (by hand, not from a table); combined at random.
WOMEN = listed(
    """
    Anna Eva Maria Karin Kristina Lena Sara Emma Kerstin Marie Malin Jenny Hanna Linda Birgitta Susanne Elin Monica
    Inger Ulla Johanna Carina Elisabeth Sofia Helena Annika Katarina Åsa Camilla Ida Gunilla Anneli Cecilia Märta
    Fatima Ylva Amina Zeynep Aleksandra Leila Svetlana Siv Ann-Marie Britt-Louise Eva-Lena Gun-Britt Désirée Åse
    """
)
MEN = listed(
    """
    Lars Mikael Anders Johan Erik Per Karl Peter Thomas Jan Daniel Fredrik Andreas Stefan Hans Mats Marcus Bengt Bo
    Magnus Jonas Niklas Björn Mattias Leif Sven Ulf Roger Göran Kjell Håkan Jörgen Tommy Roland Åke Örjan Mohammed
    Ali Ahmed Dragan Hassan Tomasz Goran Yusuf Jan-Erik Karl-Johan Lars-Göran Per-Olof André Sixten
    """
)
SURNAMES = listed(
    """
    Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson
    Lindberg Lindström Lindqvist Lindgren Berg Bergström Lundberg Lundgren Sandberg Forsberg Sjöberg Wallin Engström
    Danielsson Håkansson Eklund Lundin Björk Bergman Fransson Holm Samuelsson Nyström Holmberg Arvidsson Löfgren
    Söderberg Nyberg Blomqvist Claesson Nordström Hedlund Öberg Åberg Ekström Dahlgren Sundström Månsson Sandqvist
    Ekvall Rydberg Åkerlund Ödman Ahmed Ali Yilmaz Kovacevic Nowak Hosseini Petrovic af_Ekholm Norén Lindén Ekblad
    """
)

# A name tells a generation: the first are given to nobody born after 1972, the second to nobody born before 1970.
OLDER = frozenset(
    listed(
        """
    Kerstin Birgitta Monica Inger Ulla Gunilla Märta Siv Ann-Marie Britt-Louise Eva-Lena Gun-Britt Bengt Leif Sven
    Kjell Göran Örjan Jan-Erik Lars-Göran Per-Olof Sixten Roland Bo Ulf Roger Hans Carina
    """
    )
)
YOUNGER = frozenset(
    listed(
        """
    Sara Emma Malin Hanna Elin Johanna Sofia Ida Zeynep Amina Aleksandra Camilla Daniel Andreas Marcus Jonas Niklas
    Mattias Yusuf Tomasz Ahmed Désirée
    """
    )
)

KOMMUN = "Älvhamra"
"""The invented municipality. Neither it nor the towns and tracts below were in the Swedish gazetteers at hand; streets
and company names were put together from words and not looked up."""
TOWNS = {"Älvhamra": "990 12", "Tjärnvretbo": "990 23", "Stenhultaby": "990 31", "Granlundsnäs": "990 44"}
STREETS = listed(
    """
    Kvarngränsgatan Skeppsmästargatan Östra_Tjärgränden Lokstallsvägen Färgaregränsvägen Norra_Älvbacken
    Syrenhagsvägen Hamnmagasinsgatan Gamla_Tegelbruksvägen Timmerflottargatan Klockarbolsvägen Västra_Sågverksgatan
    """
)
TRACTS = listed(
    """
    Norrgärdet Kvarnbolet Stenhultaby Tjärnvretbo Sågmyrby Älgvretsby Granlundsnäs Västerhammar Östanhedsby Flottarbol
    """
)
BLOCKS = listed(
    """
    Ankarspelet Kvarnvingen Tegelslagaren Flottaren Sillströmmingen Lyktgubben Tjärtunnan Skepparen Grindvakten
    """
)

EATERIES = listed(
    """
    Kvarnlyktan Gyllengäddan Tjärkitteln Blåmesspannan Sillkajutan Älggrytan Rödbetsköket Lingonlyktan Ugnsluckan
    Havrefatet Trutnästet Morkullebordet Pärlhönsköket Skrattmåsen Dillkronskrogen Gurkmejskolan
    """
)
EATERY_WORDS = ("Restaurang", "Café", "Pizzeria", "Bistro", "Kök & Bar", "Gatukök", "Lunchrestaurang")
TRADES = listed(
    """
    Lagerskatan Takspettan Snabbstaren Plåtsvalan Grusugglan Flyttmården Städlärkan Mattsvanen Rörkråkan Billyktan
    Virkesvesslan Glasgäddan
    """
)
TRADE_WORDS = ("Lagerhus", "Bygg", "Bilvård", "Fastigheter", "Åkeri", "Städ", "Plåt", "Transport", "Förvaltning")
CARERS = listed(
    """
    Ängsviskan Vårkvitter Trygghasseln Solgläntbo Hasselhjärtat Lindblomsnära Humlesången
    """
)
MAKES = (
    "Volkswagen Transporter", "Ford Transit", "Mercedes Sprinter", "Volvo V70", "Toyota Proace", "Renault Master",
    "Skoda Octavia", "Citroën Jumper", "Peugeot Boxer",
)  # fmt: skip
COLOURS = ("vit", "svart", "grå", "mörkblå", "silverfärgad", "röd")
