"""Makes wordpiece-vocab.txt and wordpiece-peer.tsv with Hugging Face tokenizers (0.23.2): python3 wordpiece_peer.py"""
import json
import random

from tokenizers import BertWordPieceTokenizer

random.seed(11)
stems = """no history of diabetes mellitus type chest pain denies fever cough short ##ness breath patient with hyper ##tension
##emia an ##aemia hemo ##pty ##sis card ##iac ##io ##myopathy mg ##l day ##s ##ed ##ing the and is was in to for at on Pat ##ient Übel
ubel ##keit ##s über uber schmerz ##en Diabetes ° c ##° µ ##g ² ½ é e ##e a ##a 糖 尿 病 の か ##か 한 сахар ##ный диабет""".split()
letters = list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöüßñç")
vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + list(dict.fromkeys(
    stems + list(".,;:!?()[]{}-–—'’\"“”/\\|+*=<>@#$%&_^`~·•€") + letters + ["##" + l for l in letters]))
open("wordpiece-vocab.txt", "w", encoding="utf-8").write("\n".join(vocabulary) + "\n")
texts = [
    "No history of Diabetes mellitus, type 2.", "denies chest-pain/shortness of breath", "Übelkeit über Schmerzen; 38°C, 5µg/L",
    "糖尿病の患者", "сахарный диабет", "한글", "na\u00efve U\u0308bel e\u0301", "a\u200bb\u00adc\u00a0d\u2028e\tf\r\ng", "", "   ",
    "\ufeffPatient", "x" * 101, "x" * 100, "β-blocker ½ ²", "İstanbul ıI", "[CLS] no [SEP]", "don't won’t", "a\u0000b\ufffdc", "😀 ok 👩‍⚕️"]
pools = ["abcdeinorstuxyz", "ABCDEÜÄÖß", " \t\n", ".,;:-/()'’–°µ²½€+=", "éèñçşğıİ", "αβγμ", "дейскар", "糖尿病患者", "のかさ", "한국", "\u0301\u0308", "\u200d\u00ad", "0123456789"]
for _ in range(400):
    texts.append("".join(random.choice(random.choices(pools, [12, 4, 6, 4, 2, 1, 2, 1, 1, 1, 1, 1, 3])[0]) for _ in range(random.randint(1, 40))))
with open("wordpiece-peer.tsv", "w", encoding="utf-8") as out:
    for lower in (True, False):
        peer = BertWordPieceTokenizer("wordpiece-vocab.txt", lowercase=lower, strip_accents=lower)
        peer._tokenizer.encode_special_tokens = True
        for text in texts:
            ids = peer.encode(text).ids
            out.write(("lower" if lower else "kept") + "\t" + json.dumps(text) + "\t" + " ".join(map(str, ids)) + "\n")
