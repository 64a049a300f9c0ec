package greenbelt.workload;

import java.util.List;

/// The words that names of users and items are made of. No word has a digit.
final class Names {
    /// Given and family names that go together, from many places.
    static final List<People> PEOPLES =
            List.of(
                    people(
                            "Amara Chidi Ngozi Emeka Ifeoma Tunde Folake Obinna",
                            "Okafor Adeyemi Balogun Eze Nwosu Okonkwo Bello Afolabi"),
                    people(
                            "Wanjiru Otieno Njeri Kamau Achieng Mwangi Zawadi Juma",
                            "Kariuki Odhiambo Mutua Wambui Kiprop Mwende Ochieng Ndegwa"),
                    people(
                            "Thandiwe Sipho Lerato Themba Naledi Bongani Zanele Kagiso",
                            "Dube Mokoena Ndlovu Khumalo Molefe Nkosi Sithole Zulu"),
                    people(
                            "Layla Omar Yasmin Karim Salma Tarek Huda Faisal",
                            "Haddad Mansour Khalil Saleh Nasser Aziz Farouk Rahman"),
                    people(
                            "Elif Yusuf Zeynep Emre Defne Kerem Aylin Baran",
                            "Demir Yılmaz Kaya Şahin Çelik Aydın Arslan Doğan"),
                    people(
                            "Shirin Arash Parisa Kaveh Niloufar Dariush Roya Behnam",
                            "Ahmadi Karimi Rostami Jafari Moradi Sadeghi Tehrani Amini"),
                    people(
                            "Priya Arjun Kavya Rohan Ananya Vikram Meera Sanjay",
                            "Nair Iyer Sharma Patel Reddy Banerjee Kulkarni Singh"),
                    people(
                            "Uma Bishal Sunita Prakash Maya Dipendra Anjali Suraj",
                            "Shrestha Gurung Tamang Thapa Adhikari Rai Maharjan Karki"),
                    people(
                            "Mei Wei Lan Jun Xia Hao Ying Bo",
                            "Zhang Chen Liu Huang Zhao Lin Guo Deng"),
                    people(
                            "Hana Kenji Yuki Hiroshi Aiko Takumi Sakura Ren",
                            "Tanaka Sato Suzuki Watanabe Kobayashi Mori Ishikawa Ogawa"),
                    people(
                            "Minjun Seoyeon Jiho Haeun Dohyun Sora Taeyang Yuna",
                            "Kim Park Choi Jung Kang Yoon Jang Lim"),
                    people(
                            "Linh Minh Trang Quang Thu Duc Hoa Nam",
                            "Nguyen Tran Pham Vo Dang Bui Ngo Duong"),
                    people(
                            "Siti Budi Dewi Agus Putri Eko Ratna Wayan",
                            "Santoso Wijaya Lestari Pratama Hidayat Susanto Kusuma Siregar"),
                    people(
                            "Maria Jose Luz Ramon Tala Andres Ligaya Crisanto",
                            "Santos Reyes Cruz Bautista Aquino Garcia Mendoza Salazar"),
                    people(
                            "Aroha Tane Mere Wiremu Ngaio Rangi Kiri Tama",
                            "Parata Ngata Walker Henare Paewai Kingi Tamihana Rewi"),
                    people(
                            "Anna Piotr Zofia Jakub Nadia Tomasz Agnieszka Marek",
                            "Kowalska Nowak Wiśniewska Lewandowski Zając Mazur Krawczyk Dudek"),
                    people(
                            "Olga Viktor Irina Dmitri Svetlana Andrei Tatiana Nikolai",
                            "Petrenko Volkov Bondar Kravets Melnyk Orlov Savchuk Tkach"),
                    people(
                            "Bela Eszter László Ágnes Gábor Katalin Zoltán Réka",
                            "Horváth Kovács Szabó Tóth Nagy Farkas Varga Molnár"),
                    people(
                            "Eleni Nikos Sofia Giorgos Katerina Petros Danae Stavros",
                            "Papadopoulos Nikolaidis Georgiou Vlachos Antoniou Makris Pappas Dimou"),
                    people(
                            "Chiara Luca Giulia Matteo Elena Davide Paola Enzo",
                            "Romano Bianchi Ricci Marino Greco Conti Ferrara Gallo"),
                    people(
                            "Ines Tiago Beatriz Rui Joana Duarte Leonor Nuno",
                            "Carvalho Silva Ferreira Almeida Ribeiro Lopes Moreira Teixeira"),
                    people(
                            "Rosa Diego Lucía Mateo Carmen Álvaro Paloma Sergio",
                            "Jiménez Ortega Navarro Molina Castro Vega Rojas Fuentes"),
                    people(
                            "Camille Quentin Manon Julien Élodie Antoine Océane Bastien",
                            "Moreau Lefebvre Girard Rousseau Lambert Fontaine Mercier Chevalier"),
                    people(
                            "Greta Sven Astrid Lars Ingrid Nils Freja Mikkel",
                            "Lindqvist Berglund Johansen Nygaard Dahl Holm Ekström Lund"),
                    people(
                            "Lena Jonas Katrin Moritz Franziska Till Annika Ruben",
                            "Bakker Fischer Hofmann Brandt Keller Vogel Visser Jansen"),
                    people(
                            "Aoife Liam Niamh Cormac Saoirse Declan Orla Fionn",
                            "Byrne Gallagher Walsh Doyle Kavanagh Murphy Nolan Quinn"),
                    people(
                            "Grace Jamal Olivia Marcus Hazel Isaiah Nora Miles",
                            "Edwards Bennett Coleman Hughes Marshall Porter Sullivan Whitfield"),
                    people(
                            "Ximena Thiago Valentina Emiliano Yara Caio Marisol Joaquín",
                            "Quispe Huamán Mamani Pereira Cárdenas Barbosa Ávila Zapata"));

    static final List<String> MAKES =
            List.of(
                    "Oak", "Walnut", "Bamboo", "Steel", "Copper", "Brass", "Glass", "Marble",
                    "Linen", "Wool", "Cotton", "Felt", "Leather", "Cork", "Enamel", "Ceramic",
                    "Blue", "Green", "Red", "Yellow", "Grey", "Striped", "Folding", "Small");

    static final List<Thing> THINGS =
            List.of(
                    new Thing("desk lamp", 3_500),
                    new Thing("bookshelf", 13_000),
                    new Thing("armchair", 24_000),
                    new Thing("side table", 8_500),
                    new Thing("picture frame", 1_500),
                    new Thing("wall clock", 3_000),
                    new Thing("mirror", 5_500),
                    new Thing("blanket", 6_500),
                    new Thing("cushion", 2_500),
                    new Thing("tea pot", 3_200),
                    new Thing("coffee cup", 900),
                    new Thing("soup bowl", 1_100),
                    new Thing("salad bowl", 2_700),
                    new Thing("bread knife", 2_800),
                    new Thing("cutting board", 2_400),
                    new Thing("frying pan", 4_600),
                    new Thing("pepper mill", 2_200),
                    new Thing("water bottle", 1_700),
                    new Thing("lunch box", 1_900),
                    new Thing("umbrella", 2_500),
                    new Thing("backpack", 8_000),
                    new Thing("belt", 3_700),
                    new Thing("hat", 2_900),
                    new Thing("scarf", 3_300),
                    new Thing("flower pot", 1_300),
                    new Thing("watering can", 2_100),
                    new Thing("bird house", 2_600),
                    new Thing("chess set", 4_200),
                    new Thing("notebook", 1_200),
                    new Thing("pencil case", 1_400),
                    new Thing("door mat", 2_000),
                    new Thing("toy train", 3_900));

    private Names() {}

    /// @param given given names
    /// @param family family names
    record People(List<String> given, List<String> family) {}

    /// @param name what it is called
    /// @param priceCents about what one costs
    record Thing(String name, long priceCents) {}

    private static People people(String given, String family) {
        return new People(List.of(given.split(" ", -1)), List.of(family.split(" ", -1)));
    }
}
